import { randomBytes } from 'node:crypto';
import { AwsError, NotSupportedError } from '../../../kernel/errors.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { constraintViolated, DryRunOperation, InvalidArn } from '../errors.ts';
import { grantConditionKeys } from '../grant-conditions.ts';
import { checkGrant } from '../grant-check.ts';
import { grantOperations, isSameGrant, type Grant, type GrantConstraints, type GrantOperation } from '../grant.ts';
import { writeGrantToken } from '../grant-token.ts';
import { checkUsable } from '../key.ts';
import { checkCommon, flag, requiredText, text, textMap, texts } from './input.ts';
import { keyOperation } from './key-operation.ts';

type Asked = Pick<Grant, 'name' | 'grantee' | 'retiring' | 'operations' | 'constraints'>;

/** Source: AWS KMS API Reference, CreateGrant. */
export const createGrant = keyOperation({
  name: 'CreateGrant',
  parse: (input) => ({ asked: readGrant(input), dryRun: flag(input, 'DryRun') }),
  context: ({ asked }) => grantConditionKeys(asked, false),
  async run({ asked, dryRun }, key, { principal }, state) {
    checkUsable(key);
    for (const arn of [asked.grantee, asked.retiring]) {
      if (arn !== undefined && !state.isPrincipal(arn))
        throw new InvalidArn(`ARN does not refer to a valid principal: ${arn}`);
    }
    if (dryRun) throw new DryRunOperation();
    const issuedBy = 'arn' in principal ? principal.arn : '';
    const fresh = state.newGrant({ id: randomBytes(32).toString('hex'), ...asked }, issuedBy);
    let grantId = fresh.id;
    await state.change(key, (current) => {
      checkUsable(current);
      const same =
        asked.name === undefined ? undefined : current.stored.grants.find((each) => isSameGrant(each, fresh));
      grantId = same?.id ?? fresh.id;
      return same === undefined ? { ...current.stored, grants: [...current.stored.grants, fresh] } : current.stored;
    });
    return json({ GrantId: grantId, GrantToken: writeGrantToken(key.id, grantId) });
  },
});

function readGrant(input: JsonObject): Asked {
  checkCommon(input);
  for (const member of ['GranteeServicePrincipal', 'RetiringServicePrincipal']) {
    if (input[member] !== undefined) throw new NotSupportedError(`the parameter ${member} of kms:CreateGrant`);
  }
  const name = text(input, 'Name');
  if (name !== undefined && !/^[a-zA-Z0-9:/_-]{1,256}$/.test(name))
    throw constraintViolated('name', 'Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$', name);
  const retiring = text(input, 'RetiringPrincipal');
  const constraints = readConstraints(input);
  const asked: Asked = {
    ...(name !== undefined && { name }),
    grantee: requiredText(input, 'GranteePrincipal'),
    ...(retiring !== undefined && { retiring }),
    operations: texts(input, 'Operations').map(readOperation),
    ...(constraints && { constraints }),
  };
  const [problem] = checkGrant(asked);
  if (problem === undefined) return asked;
  const [code = '', ...message] = problem.split(': ');
  throw new AwsError(code, message.join(': '));
}

function readOperation(name: string): GrantOperation {
  const known = grantOperations.find((each) => each === name);
  if (known === undefined) throw new NotSupportedError(`grants of the operation ${name}`);
  return known;
}

function readConstraints(input: JsonObject): GrantConstraints | undefined {
  const value = input['Constraints'];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value))
    throw constraintViolated('constraints', 'Member must be a map');
  const { EncryptionContextEquals: equals, EncryptionContextSubset: subset, ...other } = value as JsonObject;
  const [unknown] = Object.keys(other);
  if (unknown !== undefined) throw new NotSupportedError(`the grant constraint ${unknown}`);
  if (equals === undefined && subset === undefined) return undefined;
  return {
    ...(equals !== undefined && { encryptionContextEquals: textMap(equals, 'EncryptionContextEquals') }),
    ...(subset !== undefined && { encryptionContextSubset: textMap(subset, 'EncryptionContextSubset') }),
  };
}
