import { compilePolicy, statementsOf, type CompiledPolicy, type ContextValue } from '@palisade/policies';
import { compileKeyPolicy, type DeclaredKey } from './declared-keys.ts';
import { Disabled, PendingDeletion } from './errors.ts';
import { grantStatements, type Grant } from './grant.ts';
import type { StackKeys } from './storage/stack-keys.ts';
import type { StoredKey } from './storage/stored-key.ts';

/** A key as operations see it: what the graph says and what is stored. Made anew with every change of either. */
export interface Key {
  readonly id: string;
  readonly region: string;
  readonly arn: string;
  readonly keys: StackKeys;
  readonly stored: StoredKey;
  /** Absent when the program has dropped the key and its window has not passed yet. */
  readonly declared: DeclaredKey | undefined;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly policyText: string;
  /** The key policy and, as further statements, every grant in force. */
  readonly policy: CompiledPolicy;
  /** Condition keys of the key itself. */
  readonly context: Readonly<Record<string, ContextValue>>;
}

export type KeyState = 'Enabled' | 'Disabled' | 'PendingDeletion';

export interface KeyParts {
  readonly arn: string;
  readonly keys: StackKeys;
  readonly stored: StoredKey;
  readonly declared: DeclaredKey | undefined;
  /** Whether whom a grant was made for is still there. */
  readonly inForce: (grant: Grant) => boolean;
}

export function makeKey({ arn, declared, inForce, keys, stored }: KeyParts): Key {
  const { deletion, id, region } = stored;
  const { description = '', tags = {}, policy: policyText = '' } = declared ?? deletion?.last ?? {};
  const own = declared?.compiled ?? compileKeyPolicy(id, policyText);
  return {
    id,
    region,
    arn,
    keys,
    stored,
    declared,
    description,
    tags,
    policyText,
    policy: withGrants(own, stored.grants.filter(inForce)),
    context: keyContext(declared?.aliases ?? [], tags),
  };
}

/** The key policy with its grants as statements of it. */
export function withGrants(policy: CompiledPolicy, grants: readonly Grant[]): CompiledPolicy {
  if (grants.length === 0) return policy;
  const { document, kind, name } = policy;
  return compilePolicy(
    { ...document, Statement: [...statementsOf(document), ...grants.flatMap(grantStatements)] },
    { name, kind },
  );
}

/** Condition keys of a key, the same for every action. Source: Service Authorization Reference, AWS KMS, "Resource types". */
export function keyContext(
  aliases: readonly string[],
  tags: Readonly<Record<string, string>>,
): Record<string, ContextValue> {
  const context: Record<string, ContextValue> = {
    'kms:KeyOrigin': 'AWS_KMS',
    'kms:KeySpec': 'SYMMETRIC_DEFAULT',
    'kms:KeyUsage': 'ENCRYPT_DECRYPT',
    'kms:MultiRegion': 'false',
    'kms:ResourceAliases': aliases,
  };
  for (const name in tags) context[`aws:ResourceTag/${name}`] = tags[name] as string;
  return context;
}

export function keyState({ declared, stored }: Key): KeyState {
  if (stored.deletion !== undefined) return 'PendingDeletion';
  return isEnabled(declared?.enabled ?? false, stored.switched) ? 'Enabled' : 'Disabled';
}

/** What EnableKey and DisableKey said last wins over the program until the program says something else. */
export function isEnabled(declared: boolean, switched: StoredKey['switched']): boolean {
  return switched?.declared === declared ? switched.enabled : declared;
}

/** Throws DisabledException or KMSInvalidStateException. Source: KMS Developer Guide, "Key states of AWS KMS keys". */
export function checkUsable(key: Key): void {
  const state = keyState(key);
  if (state === 'Disabled') throw new Disabled(key.arn);
  checkNotPendingDeletion(key);
}

export function checkNotPendingDeletion({ arn, stored }: Key): void {
  if (stored.deletion !== undefined) throw new PendingDeletion(arn);
}
