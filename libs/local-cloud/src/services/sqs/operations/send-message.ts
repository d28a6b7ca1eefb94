import { json } from '../../../kernel/wire.ts';
import { checkMessage } from '../message-input.ts';
import { outgoingMessage, receiptOf } from './outgoing.ts';
import { queueOperation } from './queue-operation.ts';

/** Source: Amazon SQS API Reference, SendMessage. */
export const sendMessage = queueOperation({
  name: 'SendMessage',
  parse: outgoingMessage,
  async run(message, queue, state, { principal }) {
    const checked = checkMessage(message, queue.configuration);
    return json(receiptOf(message, await state.accept(queue, checked, principal)));
  },
});
