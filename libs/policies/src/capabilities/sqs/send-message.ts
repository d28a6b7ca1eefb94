import { sqsQueueArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/** A queue by its name. */
export interface QueueName extends InRegion {
  readonly queue: string;
}

/**
 * SendMessage: for a producer, and for the role of a function whose failed events go to the queue.
 *
 * @example
 * const at: QueueName = { ...here, queue: 'jobs' };
 * sendMessage(at).Action; // => sqs:SendMessage
 */
export function sendMessage(at: QueueName & { readonly sid?: string }): Statement {
  return allow({
    sid: at.sid ?? 'SendMessage',
    actions: ['sqs:SendMessage'],
    resources: [sqsQueueArn({ ...at, name: at.queue })],
  });
}
