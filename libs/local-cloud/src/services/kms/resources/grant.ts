import {
  list,
  map,
  object,
  oneOf,
  refused,
  required,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { block, blocks, text, textMap, texts } from '../../../kernel/properties.ts';
import { grantOperations, type GrantConstraints } from '../grant.ts';
import { checkGrant } from '../grant-check.ts';
import { writeGrantToken } from '../grant-token.ts';
import { keyIdOf } from '../key-reference.ts';
import { GRANT } from './names.ts';

/** Source: AWS KMS API Reference, CreateGrant. */
export const grant: ResourceModel = {
  token: GRANT,
  inputs: object({
    constraints: list(object({ encryptionContextEquals: map(string), encryptionContextSubset: map(string) })),
    grantCreationTokens: refused('Grants are effective at once here: no token is needed.'),
    granteePrincipal: required(string),
    keyId: required(string),
    name: string,
    operations: required(list(oneOf(...grantOperations))),
    retireOnDelete: oneOf(false),
    retiringPrincipal: string,
  }),
  name: { property: 'name', maxLength: 256, pattern: /^[a-zA-Z0-9:/_-]+$/, automatic: true },
  replaceOn: ['constraints', 'granteePrincipal', 'keyId', 'name', 'operations', 'retireOnDelete', 'retiringPrincipal'],
  defaults: () => ({ retireOnDelete: false }),
  check: (inputs) => {
    const constraints = constraintsOf(inputs);
    return checkGrant({
      grantee: text(inputs, 'granteePrincipal') ?? '',
      operations: texts(inputs, 'operations'),
      ...(constraints && { constraints }),
    });
  },
  outputs(inputs, { id: generate }) {
    const keyId = keyIdOf(text(inputs, 'keyId') ?? '');
    const grantId = generate('', 64);
    return { id: `${keyId}:${grantId}`, outputs: { grantId, grantToken: writeGrantToken(keyId, grantId) } };
  },
};

/** The `constraints` of a grant resource. */
export function constraintsOf(properties: Properties): GrantConstraints | undefined {
  const [constraints] = blocks(properties, 'constraints');
  if (constraints === undefined) return undefined;
  return {
    ...(block(constraints, 'encryptionContextEquals') && {
      encryptionContextEquals: textMap(constraints, 'encryptionContextEquals'),
    }),
    ...(block(constraints, 'encryptionContextSubset') && {
      encryptionContextSubset: textMap(constraints, 'encryptionContextSubset'),
    }),
  };
}
