import type { Arn } from './arn.ts';
import { buildArn, part, type InRegion } from './fields.ts';

export interface LogGroupName extends InRegion {
  /** Such as `/aws/lambda/documents-prod`. */
  readonly group: string;
}

/** The log group itself. */
export function logGroupArn(at: LogGroupName): Arn<'logs:log-group'> {
  return buildArn('logs', at, `log-group:${part('log group name', at.group)}`);
}

/** Everything in a log group: the `:*` that actions on its streams need. */
export function logGroupContentsArn(at: LogGroupName): Arn<'logs:log-stream'> {
  return buildArn('logs', at, `log-group:${part('log group name', at.group)}:*`);
}

export function logStreamArn(at: LogGroupName & { readonly stream: string }): Arn<'logs:log-stream'> {
  return buildArn(
    'logs',
    at,
    `log-group:${part('log group name', at.group)}:log-stream:${part('log stream name', at.stream)}`,
  );
}
