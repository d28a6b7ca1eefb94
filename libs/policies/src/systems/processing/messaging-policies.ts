import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { denyInsecurePublishing } from '../../guardrails/sns/deny-insecure-publishing.ts';
import { denyInsecureQueueTransport } from '../../guardrails/sqs/deny-insecure-queue-transport.ts';
import { queuePolicy } from '../../kinds/queue.ts';
import { topicPolicy } from '../../kinds/topic.ts';

/**
 * A topic that roles of the account publish to, over TLS. It allows nothing: the roles' own policies do.
 *
 * @example
 * tlsOnlyTopicPolicy({ ...here, topic: 'changes' }).kind; // => topic
 */
export function tlsOnlyTopicPolicy(at: InRegion & { readonly topic: string }): Policy {
  return topicPolicy(at, [denyInsecurePublishing(at)]);
}

/**
 * A queue that roles of the account send to, over TLS. It allows nothing: the roles' own policies do.
 *
 * @example
 * tlsOnlyQueuePolicy({ ...here, queue: 'f-dlq' }).kind; // => queue
 */
export function tlsOnlyQueuePolicy(at: InRegion & { readonly queue: string }): Policy {
  return queuePolicy(at, [denyInsecureQueueTransport(at)]);
}
