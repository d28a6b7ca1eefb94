import { sqsQueueArn } from '../../arn/index.ts';
import { deny } from '../../build/statement.ts';
import type { QueueName } from '../../capabilities/sqs/send-message.ts';
import type { Statement } from '../../statement.ts';

/**
 * Plain HTTP to a queue is denied. cdk-nag `SQS4`, Security Hub SQS.3.
 *
 * @example
 * denyInsecureQueueTransport({ ...here, queue: 'jobs' }).Action; // => sqs:*
 */
export function denyInsecureQueueTransport(at: QueueName): Statement {
  return deny({
    sid: 'DenyInsecureTransport',
    principal: '*',
    actions: ['sqs:*'],
    resources: [sqsQueueArn({ ...at, name: at.queue })],
    when: { Bool: { 'aws:SecureTransport': 'false' } },
  });
}
