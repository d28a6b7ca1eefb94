import type { Arn } from './arn.ts';
import { buildArn, part, type InRegion } from './fields.ts';

export function sqsQueueArn(at: InRegion & { readonly name: string }): Arn<'sqs:queue'> {
  return buildArn('sqs', at, part('queue name', at.name));
}

export function snsTopicArn(at: InRegion & { readonly name: string }): Arn<'sns:topic'> {
  return buildArn('sns', at, part('topic name', at.name));
}

export function eventRuleArn(at: InRegion & { readonly name: string }): Arn<'events:rule-on-default-event-bus'> {
  return buildArn('events', at, `rule/${part('rule name', at.name)}`);
}
