import { randomBytes } from 'node:crypto';
import { NotFound } from './errors.ts';
import { grantConditionKeys } from './grant-conditions.ts';
import { isSameGrant, type Grant } from './grant.ts';
import { checkUsable } from './key.ts';
import type { KmsState } from './state.ts';
import type { UseOfKey } from './use-of-key.ts';

/** What a service asks for when it makes a grant for its caller. */
export type ServiceGrant = Pick<Grant, 'name' | 'grantee' | 'operations' | 'constraints' | 'retiring'>;

/**
 * Makes a grant for a resource of a service, with the permissions of whoever `use` names (`kms:GrantIsForAWSResource` is true).
 * Resolves with its id once it is stored; asked twice under one name it is made once. Throws
 * AWS's errors.
 */
export async function createServiceGrant(state: KmsState, use: UseOfKey, grant: ServiceGrant): Promise<string> {
  const key = state.authorised('kms:CreateGrant', use, grantConditionKeys(grant, true));
  const made = state.newGrant(
    { id: randomBytes(32).toString('hex'), ...grant },
    'arn' in use.principal ? use.principal.arn : '',
  );
  let id = made.id;
  await state.change(key, (current) => {
    checkUsable(current);
    const { grants } = current.stored;
    const same = grants.find((each) => isSameGrant(each, made));
    id = same?.id ?? made.id;
    return same === undefined ? { ...current.stored, grants: [...grants, made] } : current.stored;
  });
  return id;
}

/** Ends a grant that a service made; nothing happens if the key or the grant is gone. */
export async function endServiceGrant(
  state: KmsState,
  { keyId, region }: Pick<UseOfKey, 'keyId' | 'region'>,
  grantId: string,
): Promise<void> {
  try {
    const { key } = state.find(region, keyId);
    await state.change(key, ({ stored }) =>
      stored.grants.some(({ id }) => id === grantId)
        ? { ...stored, grants: stored.grants.filter(({ id }) => id !== grantId) }
        : stored,
    );
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
  }
}
