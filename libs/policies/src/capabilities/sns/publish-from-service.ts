import { snsTopicArn } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import type { TopicName } from './publish.ts';

/**
 * In the policy of a topic: an AWS service publishes for one source of this account, such as CloudWatch for its alarms
 * (`cloudwatch.amazonaws.com`) or S3 for a bucket's events.
 * Source: Amazon SNS Developer Guide, "Example cases for Amazon SNS access control".
 *
 * @example
 * const sourceArn = alarmArn({ ...here, name: '*' });
 * publishFromService({ ...here, topic: 'alarms', service: 'cloudwatch.amazonaws.com', sourceArn }).Action; // => sns:Publish
 */
export function publishFromService(
  at: TopicName & { readonly service: string; readonly sourceArn: string; readonly sid?: string },
): Statement {
  return allow({
    sid: at.sid ?? 'PublishFromService',
    principal: { Service: at.service },
    actions: ['sns:Publish'],
    resources: [snsTopicArn({ ...at, name: at.topic })],
    when: { ArnLike: { 'aws:SourceArn': at.sourceArn }, StringEquals: { 'aws:SourceAccount': at.account } },
  });
}
