import { json, type JsonObject } from '../../../kernel/wire.ts';
import { MissingParameter } from '../errors.ts';
import { answerBatch, batchEntries } from './batch.ts';
import { requiredText, wholeNumber } from './input.ts';
import { queueOperation } from './queue-operation.ts';

const HOURS_12 = 43_200;

interface Change {
  readonly handle: string;
  readonly timeout: number;
}

function readChange(input: JsonObject): Change {
  const handle = requiredText(input, 'ReceiptHandle');
  const timeout = wholeNumber(input, 'VisibilityTimeout', 0, HOURS_12);
  if (timeout === undefined) throw new MissingParameter('VisibilityTimeout');
  return { handle, timeout };
}

/** Source: Amazon SQS API Reference, ChangeMessageVisibility. */
export const changeMessageVisibility = queueOperation({
  name: 'ChangeMessageVisibility',
  parse: readChange,
  async run({ handle, timeout }, { configuration }, state) {
    await state.changeVisibility(configuration.arn, handle, timeout);
    return json({});
  },
});

/** Source: Amazon SQS API Reference, ChangeMessageVisibilityBatch. */
export const changeMessageVisibilityBatch = queueOperation({
  name: 'ChangeMessageVisibilityBatch',
  action: 'ChangeMessageVisibility',
  parse: batchEntries,
  run: (entries, { configuration }, state) =>
    answerBatch(entries, async ({ input }) => {
      const { handle, timeout } = readChange(input);
      await state.changeVisibility(configuration.arn, handle, timeout);
      return {};
    }),
});
