import { iamRootArn } from '@palisade/policies';
import type { JsonObject } from '../../../kernel/wire.ts';
import { GRANT_ID_PATTERN, type Grant } from '../grant.ts';
import { InvalidGrantId, NotFound } from '../errors.ts';
import type { Key } from '../key.ts';
import type { KmsState } from '../state.ts';

/** Source: AWS KMS API Reference, GrantListEntry. */
export function grantJson(grant: Grant, key: Key, { host }: KmsState): JsonObject {
  const { constraints, createdAt, grantee, id, name, operations, retiring } = grant;
  return {
    CreationDate: createdAt / 1000,
    GrantId: id,
    GranteePrincipal: grantee,
    IssuingAccount: iamRootArn({ partition: host.partition, account: host.accountId }),
    KeyId: key.arn,
    ...(name !== undefined && { Name: name }),
    Operations: operations,
    ...(retiring !== undefined && { RetiringPrincipal: retiring }),
    ...(constraints && {
      Constraints: {
        ...(constraints.encryptionContextEquals && { EncryptionContextEquals: constraints.encryptionContextEquals }),
        ...(constraints.encryptionContextSubset && { EncryptionContextSubset: constraints.encryptionContextSubset }),
      },
    }),
  };
}

export function checkGrantId(grantId: string): string {
  if (!GRANT_ID_PATTERN.test(grantId)) throw new InvalidGrantId(grantId);
  return grantId;
}

/** Ends a grant; it permits nothing from then on. Throws NotFoundException. */
export function endGrant(state: KmsState, key: Key, grantId: string): Promise<void> {
  return state.change(key, ({ stored }) => {
    const grant = stored.grants.find(({ id }) => id === grantId);
    if (grant === undefined) throw new NotFound(`Grant ID ${grantId} not found`);
    return {
      ...stored,
      grants: stored.grants.filter((each) => each !== grant),
      // Or the next deployment would make a declared one again.
      ended: grant.byProgram === true ? [...stored.ended, grantId] : stored.ended,
    };
  });
}
