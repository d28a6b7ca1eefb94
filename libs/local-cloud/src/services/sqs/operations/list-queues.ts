import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import type { Queue } from '../queue/queue.ts';
import type { SqsState } from '../state.ts';
import { queueUrl } from './get-queue-url.ts';
import { text, wholeNumber } from './input.ts';
import { queueOperation } from './queue-operation.ts';

interface Page {
  readonly limit: number | undefined;
  readonly after: string;
}

/** Source: Amazon SQS API Reference, ListQueues. */
export const listQueues = operation({
  name: 'ListQueues',
  parse: ({ input }) => ({ ...readPage(input), prefix: text(input, 'QueueNamePrefix') ?? '' }),
  permissions: () => [{ action: 'sqs:ListQueues', resource: '*' }],
  run({ prefix, ...page }, { region }, state: SqsState) {
    const queues = state.queues(region).filter(({ configuration }) => configuration.name.startsWith(prefix));
    return json(pageOf('QueueUrls', queues, page, state));
  },
});

/** Source: Amazon SQS API Reference, ListDeadLetterSourceQueues. */
export const listDeadLetterSourceQueues = queueOperation({
  name: 'ListDeadLetterSourceQueues',
  parse: readPage,
  run: (page, { configuration }, state) => {
    // The one list of SQS whose name begins with a small letter.
    const { queueUrls = [], ...rest } = pageOf('queueUrls', state.sourcesOf(configuration.arn), page, state);
    return json({ queueUrls, ...rest });
  },
});

function readPage(input: JsonObject): Page {
  return { limit: wholeNumber(input, 'MaxResults', 1, 1000), after: text(input, 'NextToken') ?? '' };
}

/** Without a limit the first thousand, and no token. */
function pageOf(member: string, queues: readonly Queue[], { after, limit }: Page, state: SqsState): JsonObject {
  const names = queues
    .map(({ configuration }) => configuration.name)
    .filter((name) => name > after)
    .sort();
  const page = names.slice(0, limit ?? 1000);
  const last = page.at(-1);
  return {
    ...(page.length > 0 && { [member]: page.map((name) => queueUrl({ name }, state)) }),
    ...(limit !== undefined && last !== undefined && names.length > limit && { NextToken: last }),
  };
}
