import type { Operation } from '../../../kernel/operation.ts';
import type { SnsState } from '../state.ts';
import { getTopicAttributes } from './get-topic-attributes.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import { listTopics } from './list-topics.ts';
import { publishBatch } from './publish-batch.ts';
import { publish } from './publish.ts';
import { getSubscriptionAttributes, listSubscriptions, listSubscriptionsByTopic } from './subscriptions.ts';

export const operations: readonly Operation<SnsState>[] = [
  getSubscriptionAttributes,
  getTopicAttributes,
  listSubscriptions,
  listSubscriptionsByTopic,
  listTagsForResource,
  listTopics,
  publish,
  publishBatch,
];
