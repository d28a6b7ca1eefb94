import type { Permission } from '../../../kernel/operation.ts';
import { NotFound } from '../errors.ts';
import { tagContext, type SnsState } from '../state.ts';
import type { TopicConfiguration } from '../topic-configuration.ts';

export function onTopic(action: string, topicArn: string, state: SnsState): Permission {
  const topic = state.find(topicArn);
  return { action: `sns:${action}`, resource: topicArn, ...(topic && { context: tagContext(topic) }) };
}

/** The topic of a request made in its region; throws NotFound for those of other regions too. */
export function topicIn(region: string, topicArn: string, state: SnsState): TopicConfiguration {
  const topic = state.topic(topicArn);
  if (topic.region !== region) throw new NotFound('Topic');
  return topic;
}
