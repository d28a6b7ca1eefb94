import { BatchProblem } from '../errors.ts';
import { checkMessage } from '../message-input.ts';
import { contentBytes } from '../queue/content.ts';
import { answerBatch, batchEntries } from './batch.ts';
import { outgoingMessage, receiptOf } from './outgoing.ts';
import { queueOperation } from './queue-operation.ts';

/** Bytes all messages of a batch may have together. */
const MOST_BYTES = 1_048_576;

/** Source: Amazon SQS API Reference, SendMessageBatch. */
export const sendMessageBatch = queueOperation({
  name: 'SendMessageBatch',
  action: 'SendMessage',
  parse: (input) => batchEntries(input).map((entry) => ({ ...entry, message: outgoingMessage(entry.input) })),
  run(entries, queue, state, { principal }) {
    const bytes = entries.reduce((sum, { message }) => sum + contentBytes(message.content), 0);
    if (bytes > MOST_BYTES) {
      throw new BatchProblem(
        'BatchRequestTooLong',
        `Batch requests cannot be longer than ${MOST_BYTES} bytes. You have sent ${bytes} bytes.`,
      );
    }
    const messages = new Map(entries.map(({ id, message }) => [id, message]));
    return answerBatch(entries, async ({ id }) => {
      const message = messages.get(id) as (typeof entries)[number]['message'];
      const checked = checkMessage(message, queue.configuration);
      return receiptOf(message, await state.accept(queue, checked, principal));
    });
  },
});
