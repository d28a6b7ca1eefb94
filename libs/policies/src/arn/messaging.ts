import type { Arn } from './arn.ts';
import { buildArn, part, type InRegion } from './fields.ts';

/**
 * A queue.
 *
 * @example
 * sqsQueueArn({ ...here, name: 'jobs' }); // => arn:aws:sqs:us-east-1:111122223333:jobs
 */
export function sqsQueueArn(at: InRegion & { readonly name: string }): Arn<'sqs:queue'> {
  return buildArn('sqs', at, part('queue name', at.name));
}

/**
 * A topic.
 *
 * @example
 * snsTopicArn({ ...here, name: 'alarms' }); // => arn:aws:sns:us-east-1:111122223333:alarms
 */
export function snsTopicArn(at: InRegion & { readonly name: string }): Arn<'sns:topic'> {
  return buildArn('sns', at, part('topic name', at.name));
}

/**
 * A rule on the default event bus.
 *
 * @example
 * eventRuleArn({ ...here, name: 'nightly' }); // => arn:aws:events:us-east-1:111122223333:rule/nightly
 */
export function eventRuleArn(at: InRegion & { readonly name: string }): Arn<'events:rule-on-default-event-bus'> {
  return buildArn('events', at, `rule/${part('rule name', at.name)}`);
}
