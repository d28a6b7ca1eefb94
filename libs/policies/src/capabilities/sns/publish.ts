import { snsTopicArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/** A topic by its name. */
export interface TopicName extends InRegion {
  readonly topic: string;
}

/**
 * Publish to one topic.
 *
 * @example
 * const at: TopicName = { ...here, topic: 'alarms' };
 * publish(at).Action; // => sns:Publish
 */
export function publish(at: TopicName & { readonly sid?: string }): Statement {
  return allow({
    sid: at.sid ?? 'Publish',
    actions: ['sns:Publish'],
    resources: [snsTopicArn({ ...at, name: at.topic })],
  });
}
