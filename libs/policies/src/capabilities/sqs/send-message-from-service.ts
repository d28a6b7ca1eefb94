import { sqsQueueArn } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import type { QueueName } from './send-message.ts';

/**
 * In the policy of a queue: an AWS service sends messages for one source of this account, such as S3 for a bucket's events
 * or SNS for a topic. Source: Amazon SQS Developer Guide, "Basic examples of IAM policies for Amazon SQS".
 *
 * @example
 * const sourceArn = s3BucketArn({ bucket: 'docs' });
 * sendMessageFromService({ ...here, queue: 'jobs', service: 's3.amazonaws.com', sourceArn }).Action; // => sqs:SendMessage
 */
export function sendMessageFromService(
  at: QueueName & { readonly service: string; readonly sourceArn: string; readonly sid?: string },
): Statement {
  return allow({
    sid: at.sid ?? 'SendMessageFromService',
    principal: { Service: at.service },
    actions: ['sqs:SendMessage'],
    resources: [sqsQueueArn({ ...at, name: at.queue })],
    when: { ArnLike: { 'aws:SourceArn': at.sourceArn }, StringEquals: { 'aws:SourceAccount': at.account } },
  });
}
