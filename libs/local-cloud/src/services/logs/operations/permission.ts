import type { Permission } from '../../../kernel/operation.ts';
import { groupArn, streamResource, type LogsPlace } from '../arn.ts';
import type { LogsState } from '../state.ts';

export function place(state: LogsState, region: string): LogsPlace {
  return { partition: state.host.partition, region, accountId: state.host.accountId };
}

/** An action on a stream, or on a whole group if no stream is given. */
export function onStream(action: string, state: LogsState, region: string, group: string, stream = ''): Permission[] {
  return [{ action: `logs:${action}`, resource: streamResource(place(state, region), group, stream) }];
}

/** What a reader needs who asks for everything unmasked, whether anything is masked or not. */
export function unmasking(unmask: boolean, state: LogsState, region: string, group: string): Permission[] {
  return unmask ? onStream('Unmask', state, region, group) : [];
}

/** The tagging actions are checked against the bare ARN of the group. */
export function onGroupArn(action: string, state: LogsState, region: string, group: string): Permission[] {
  return [{ action: `logs:${action}`, resource: groupArn(place(state, region), group) }];
}
