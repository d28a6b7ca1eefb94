import { alarmArn, type InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { publishFromService } from '../../capabilities/sns/publish-from-service.ts';
import { denyInsecurePublishing } from '../../guardrails/sns/deny-insecure-publishing.ts';
import { topicPolicy } from '../../kinds/topic.ts';

/**
 * The topic that CloudWatch alarms of this account and region tell, over TLS.
 *
 * @example
 * alarmTopicPolicy({ ...here, topic: 'alarms' }).kind; // => topic
 */
export function alarmTopicPolicy(at: InRegion & { readonly topic: string }): Policy {
  return topicPolicy(at, [
    publishFromService({
      ...at,
      service: 'cloudwatch.amazonaws.com',
      sourceArn: alarmArn({ ...at, name: '*' }),
      sid: 'AlarmsPublish',
    }),
    denyInsecurePublishing(at),
  ]);
}
