import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { EncryptedTopic } from './encrypted-topic.ts';

/** Tells each address of what is published; SNS asks it first whether it wants to know. `name`: the topic's logical one. */
export function subscribeByMail(
  name: string,
  topic: EncryptedTopic,
  addresses: readonly string[],
  opts: pulumi.CustomResourceOptions,
): void {
  for (const [index, endpoint] of addresses.entries()) {
    new aws.sns.TopicSubscription(`${name}-mail-${index + 1}`, { topic: topic.arn, protocol: 'email', endpoint }, opts);
  }
}
