import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import type { StsState } from '../state.ts';

/** Needs no permission: not even a Deny keeps callers from learning who they are. Source: AWS STS API Reference, GetCallerIdentity. */
export const getCallerIdentity = operation<StsState, undefined>({
  name: 'GetCallerIdentity',
  parse: () => undefined,
  permissions: () => [],
  run(_input, { principal }) {
    if (principal.kind === 'anonymous' || principal.kind === 'service') throw new Error('Only identities call STS.');
    return result({ Arn: principal.arn, UserId: principal.userId, Account: principal.accountId });
  },
});
