import type { ContextValue } from '@palisade/policies';
import type { Permission } from '../../../kernel/operation.ts';
import type { FoundKey, KmsState } from '../state.ts';

/** An action on a key that the request names. */
export function onKey(
  action: string,
  state: KmsState,
  { alias, key }: FoundKey,
  context: Readonly<Record<string, ContextValue>> = {},
): Permission {
  return {
    action: `kms:${action}`,
    resource: key.arn,
    context: {
      ...key.context,
      // Every caller that can sign here is of this account.
      'kms:CallerAccount': state.host.accountId,
      ...(alias !== undefined && { 'kms:RequestAlias': alias }),
      ...context,
    },
  };
}

/** An action without resource-level permissions. */
export function onEverything(action: string): readonly Permission[] {
  return [{ action: `kms:${action}`, resource: '*' }];
}
