import { json } from '../../../kernel/wire.ts';
import { queueOperation } from './queue-operation.ts';

/** Source: Amazon SQS API Reference, ListQueueTags. */
export const listQueueTags = queueOperation({
  name: 'ListQueueTags',
  parse: () => undefined,
  run: (_, { configuration: { tags } }) => json(Object.keys(tags).length === 0 ? {} : { Tags: tags }),
});
