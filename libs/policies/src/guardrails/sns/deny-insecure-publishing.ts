import { snsTopicArn } from '../../arn/index.ts';
import { deny } from '../../build/statement.ts';
import type { TopicName } from '../../capabilities/sns/publish.ts';
import type { Statement } from '../../statement.ts';

/**
 * Publishing over plain HTTP is denied. SNS takes no `sns:*` in the policy of a topic. cdk-nag `SNS3`, Security Hub SNS.4.
 *
 * @example
 * denyInsecurePublishing({ ...here, topic: 'alarms' }).Action; // => sns:Publish
 */
export function denyInsecurePublishing(at: TopicName): Statement {
  return deny({
    sid: 'DenyInsecurePublishing',
    principal: '*',
    actions: ['sns:Publish'],
    resources: [snsTopicArn({ ...at, name: at.topic })],
    when: { Bool: { 'aws:SecureTransport': 'false' } },
  });
}
