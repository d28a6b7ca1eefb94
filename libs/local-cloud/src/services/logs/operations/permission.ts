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

/** The tagging actions are checked against the bare ARN of the group. */
export function onGroupArn(action: string, state: LogsState, region: string, group: string): Permission[] {
  return [{ action: `logs:${action}`, resource: groupArn(place(state, region), group) }];
}
