import type { Arn } from './arn.ts';
import { buildArn, part, type InRegion } from './fields.ts';

/** A log group by its name. */
export interface LogGroupName extends InRegion {
  /** Such as `/aws/lambda/documents-prod`. */
  readonly group: string;
}

/**
 * The log group itself.
 *
 * @example
 * const at: LogGroupName = { ...here, group: '/aws/lambda/f' };
 * logGroupArn(at); // => arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/f
 */
export function logGroupArn(at: LogGroupName): Arn<'logs:log-group'> {
  return buildArn('logs', at, `log-group:${part('log group name', at.group)}`);
}

/**
 * Everything in a log group: the `:*` that actions on its streams need.
 *
 * @example
 * logGroupContentsArn({ ...here, group: 'g' }); // => arn:aws:logs:us-east-1:111122223333:log-group:g:*
 */
export function logGroupContentsArn(at: LogGroupName): Arn<'logs:log-stream'> {
  return buildArn('logs', at, `log-group:${part('log group name', at.group)}:*`);
}

/**
 * One stream of a log group.
 *
 * @example
 * logStreamArn({ ...here, group: 'g', stream: 's' }); // => arn:aws:logs:us-east-1:111122223333:log-group:g:log-stream:s
 */
export function logStreamArn(at: LogGroupName & { readonly stream: string }): Arn<'logs:log-stream'> {
  return buildArn(
    'logs',
    at,
    `log-group:${part('log group name', at.group)}:log-stream:${part('log stream name', at.stream)}`,
  );
}
