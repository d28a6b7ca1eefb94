import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import { NotFound } from '../errors.ts';
import type { SnsState } from '../state.ts';
import { topicArn } from './input.ts';
import { onTopic } from './on-topic.ts';

/** Source: Amazon SNS API Reference, ListTagsForResource. */
export const listTagsForResource = operation({
  name: 'ListTagsForResource',
  parse: ({ input }) => topicArn(input, 'ResourceArn'),
  permissions: (arn, state: SnsState) => [onTopic('ListTagsForResource', arn, state)],
  run(arn, { region }, state) {
    const topic = state.find(arn);
    if (topic?.region !== region) throw new NotFound('Resource');
    return result({ Tags: { member: Object.entries(topic.tags).map(([Key, Value]) => ({ Key, Value })) } });
  },
});
