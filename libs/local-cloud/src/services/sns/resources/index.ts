import type { ResourceModel } from '@palisade/local-engine';
import { topic } from './topic.ts';
import { topicPolicy } from './topic-policy.ts';
import { topicSubscription } from './topic-subscription.ts';

export const resources: readonly ResourceModel[] = [topic, topicPolicy, topicSubscription];
