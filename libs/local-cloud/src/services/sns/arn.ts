import { createHash } from 'node:crypto';

/** ARN of a subscription: that of its topic and an id made from what makes the subscription. */
export function subscriptionArn(topicArn: string, protocol: string, endpoint: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([topicArn, protocol, endpoint]))
    .digest('hex');
  return `${topicArn}:${digest.slice(0, 8)}-${digest.slice(8, 12)}-${digest.slice(12, 16)}-${digest.slice(16, 20)}-${digest.slice(20, 32)}`;
}

/** ARN of the topic a subscription belongs to; undefined if this is the ARN of no subscription. */
export function topicArnOf(subscription: string): string | undefined {
  return /^(arn:[^:]+:sns:[^:]+:\d{12}:[A-Za-z0-9_-]{1,256}):[0-9a-f-]{36}$/.exec(subscription)?.[1];
}
