import { expectArn } from '../../arn/expect.ts';
import { snsTopicArn, sqsQueueArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { thisKey } from './this-key.ts';

/** Encrypted topics or queues of one name each, and who sends to them. */
export interface MessageEncryption extends InRegion {
  readonly names: readonly [string, ...string[]];
  /** Roles and users that publish or send. Of queues also those that receive. */
  readonly principals: readonly [string, ...string[]];
}

/**
 * In a key policy: these callers have SNS encrypt what they publish to these topics, and can use the key in no other way.
 * Source: Amazon SNS Developer Guide, "Configure AWS KMS permissions".
 *
 * @example
 * const at: MessageEncryption = { ...here, names: ['changes'], principals: [role] };
 * encryptTopics(at).Action; // => ["kms:Decrypt","kms:GenerateDataKey"]
 */
export function encryptTopics(at: MessageEncryption): Statement {
  const topics = at.names.map((name) => snsTopicArn({ ...at, name }));
  return messages('EncryptTopics', at, 'sns', { 'kms:EncryptionContext:aws:sns:topicArn': topics });
}

/**
 * In a key policy: these callers have SQS encrypt and decrypt the messages of these queues, and can use the key in no other way.
 * For a dead-letter queue the caller is the role of the function whose event failed.
 * Source: Amazon SQS Developer Guide, "Key management", "Configure KMS permissions for AWS services".
 *
 * @example
 * encryptQueues({ ...here, names: ['failed'], principals: [role] }).Sid; // => EncryptQueues
 */
export function encryptQueues(at: MessageEncryption): Statement {
  const queues = at.names.map((name) => sqsQueueArn({ ...at, name }));
  return messages('EncryptQueues', at, 'sqs', { 'kms:EncryptionContext:aws:sqs:arn': queues });
}

function messages(
  sid: string,
  { account, principals, region }: MessageEncryption,
  service: 'sns' | 'sqs',
  context: Readonly<Record<string, readonly string[]>>,
): Statement {
  for (const principal of principals) expectArn(principal, ['iam:role', 'iam:user'], 'a sender of messages');
  return allow({
    sid,
    principal: { AWS: principals },
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [thisKey],
    when: {
      StringEquals: {
        'kms:ViaService': `${service}.${region}.amazonaws.com`,
        'kms:CallerAccount': account,
        ...context,
      },
    },
  });
}
