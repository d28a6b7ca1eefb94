import type { InAccount } from '../arn/index.ts';
import { coversAction } from '../build/cover.ts';
import { buildPolicy, type Policy } from '../build/policy.ts';
import { sizeBudgets } from '../build/size-budget.ts';
import { listOf } from '../document.ts';
import { PolicyError } from '../errors.ts';
import type { Statement } from '../statement.ts';
import { actionsOfService, checkAll, isAbout, noConfusedDeputy, noLockout, noStrangers, type Check } from './checks.ts';
import { principalsOf } from './other-accounts.ts';
import { requirementsOf } from './requirements.ts';

/**
 * The policy of a KMS key of this account. Its Resource is `*`, which means the key itself. Throws a PolicyError for
 * another Resource, an Allow open to strangers or to a service for anybody's resources, a Deny of everything to everyone,
 * an Allow of CreateGrant that is not for AWS services, and a policy that leaves nobody in the account able to replace it:
 * nothing overrules a key policy, not even the root user.
 * Source: AWS KMS Developer Guide, "Key policies" and "Best practices for AWS KMS grants".
 *
 * @example
 * keyPolicy({ account, name: 'logs' }, [administerKey(here), encryptLogGroups({ ...here, groups: ['/api'] })]).kind; // => key
 */
export function keyPolicy(at: InAccount & { readonly name: string }, statements: readonly Statement[]): Policy {
  const { name, account } = at;
  checkAll(name, statements, [
    isAbout('"*"', (arn) => arn === '*', 'In a key policy "*" means this key, and nothing else does any good.'),
    actionsOfService('kms'),
    noStrangers('strangers may use the key'),
    noConfusedDeputy,
    noLockout('kms'),
    grantsForServicesOnly,
  ]);
  if (!statements.some((statement) => keepsControl(account, statement))) {
    throw new PolicyError(
      name,
      undefined,
      `nobody of account ${account} may replace the policy`,
      'Add administerKey, or allow kms:PutKeyPolicy to whoever deploys.',
    );
  }
  return buildPolicy(name, 'key', statements, sizeBudgets.key);
}

function keepsControl(account: string, { Effect: effect, Action: action, Principal: principal }: Statement): boolean {
  const replaces = listOf(action).some((one) => coversAction(one, 'kms:PutKeyPolicy'));
  return effect === 'Allow' && replaces && principalsOf(account, principal).length > 0;
}

/** A grant passes permissions on to whoever is named in it; with one of these keys only an AWS service can make it. */
const grantsForServicesOnly: Check = (name, { Sid: sid, Effect: effect, Action: action, Condition: condition }) => {
  const grants = listOf(action).some((one) => coversAction(one, 'kms:CreateGrant'));
  const narrowed = requirementsOf(condition).some(
    ({ key, values }) =>
      key === 'kms:viaservice' || (key === 'kms:grantisforawsresource' && values.every((value) => value === 'true')),
  );
  if (effect !== 'Allow' || !grants || narrowed) return;
  throw new PolicyError(
    name,
    sid,
    'kms:CreateGrant lets the caller pass the key on to anyone',
    'Ask for Bool kms:GrantIsForAWSResource "true", or kms:ViaService, or leave it out.',
  );
};
