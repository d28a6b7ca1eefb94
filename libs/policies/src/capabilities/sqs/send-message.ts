import { sqsQueueArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

export interface QueueName extends InRegion {
  readonly queue: string;
}

/** SendMessage: for a producer, and for the role of a function whose failed events go to the queue. */
export function sendMessage(at: QueueName & { readonly sid?: string }): Statement {
  return allow({
    sid: at.sid ?? 'SendMessage',
    actions: ['sqs:SendMessage'],
    resources: [sqsQueueArn({ ...at, name: at.queue })],
  });
}
