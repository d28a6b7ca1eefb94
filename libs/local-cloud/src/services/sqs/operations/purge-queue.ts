import { json } from '../../../kernel/wire.ts';
import { PurgeQueueInProgress } from '../errors.ts';
import { queueOperation } from './queue-operation.ts';

/** Source: Amazon SQS API Reference, PurgeQueue. */
export const purgeQueue = queueOperation({
  name: 'PurgeQueue',
  parse: () => undefined,
  async run(_, queue) {
    if (!(await queue.purge())) throw new PurgeQueueInProgress(queue.configuration.name);
    return json({});
  },
});
