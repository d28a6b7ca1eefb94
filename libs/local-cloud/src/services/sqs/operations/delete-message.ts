import { json } from '../../../kernel/wire.ts';
import { answerBatch, batchEntries } from './batch.ts';
import { requiredText } from './input.ts';
import { queueOperation } from './queue-operation.ts';

/** Source: Amazon SQS API Reference, DeleteMessage. */
export const deleteMessage = queueOperation({
  name: 'DeleteMessage',
  parse: (input) => requiredText(input, 'ReceiptHandle'),
  async run(handle, { configuration }, state) {
    await state.delete(configuration.arn, handle);
    return json({});
  },
});

/** Source: Amazon SQS API Reference, DeleteMessageBatch. */
export const deleteMessageBatch = queueOperation({
  name: 'DeleteMessageBatch',
  action: 'DeleteMessage',
  parse: batchEntries,
  run: (entries, { configuration }, state) =>
    answerBatch(entries, async ({ input }) => {
      await state.delete(configuration.arn, requiredText(input, 'ReceiptHandle'));
      return {};
    }),
});
