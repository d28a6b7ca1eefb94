import { NotSupportedError } from '../../../kernel/errors.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { md5OfAttributes, type MessageAttributes } from '../queue/content.ts';
import type { ReceivedMessage } from '../received-message.ts';
import { invalid, texts, wholeNumber } from './input.ts';
import { queueOperation } from './queue-operation.ts';

const systemAttributes: ReadonlySet<string> = new Set([
  'All',
  'ApproximateFirstReceiveTimestamp',
  'ApproximateReceiveCount',
  'AWSTraceHeader',
  'DeadLetterQueueSourceArn',
  'MessageDeduplicationId',
  'MessageGroupId',
  'SenderId',
  'SentTimestamp',
  'SequenceNumber',
]);

interface Wanted {
  readonly system: readonly string[];
  readonly own: readonly string[];
}

/** Source: Amazon SQS API Reference, ReceiveMessage. */
export const receiveMessage = queueOperation({
  name: 'ReceiveMessage',
  parse(input) {
    if (input['ReceiveRequestAttemptId'] !== undefined)
      throw new NotSupportedError('ReceiveRequestAttemptId of ReceiveMessage');
    const system = [...texts(input, 'AttributeNames'), ...texts(input, 'MessageSystemAttributeNames')];
    const unknown = system.find((name) => !systemAttributes.has(name));
    if (unknown !== undefined) throw invalid('MessageSystemAttributeNames', unknown, `Unknown Attribute ${unknown}.`);
    return {
      max: wholeNumber(input, 'MaxNumberOfMessages', 1, 10) ?? 1,
      visibilityTimeout: wholeNumber(input, 'VisibilityTimeout', 0, 43_200),
      wait: wholeNumber(input, 'WaitTimeSeconds', 0, 20),
      wanted: { system, own: texts(input, 'MessageAttributeNames') },
    };
  },
  async run({ max, visibilityTimeout, wait, wanted }, queue, state, { onGone, principal }) {
    const { receiveWait, visibilityTimeout: usual } = queue.configuration;
    const received = await state.take(queue, principal, {
      max,
      onGone,
      visibilityTimeout: visibilityTimeout === undefined ? usual : visibilityTimeout * 1000,
      wait: wait === undefined ? receiveWait : wait * 1000,
    });
    return json(received.length === 0 ? {} : { Messages: received.map((message) => shown(message, wanted)) });
  },
});

function shown(message: ReceivedMessage, { own, system }: Wanted): JsonObject {
  const attributes = Object.entries(message.attributes).filter(
    ([name]) => system.includes('All') || system.includes(name),
  );
  const messageAttributes = picked(message.messageAttributes, own);
  const ofAttributes = md5OfAttributes(messageAttributes);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: message.md5OfBody,
    Body: message.body,
    ...(attributes.length > 0 && { Attributes: Object.fromEntries(attributes) }),
    ...(ofAttributes !== undefined && {
      MD5OfMessageAttributes: ofAttributes,
      MessageAttributes: Object.fromEntries(
        Object.entries(messageAttributes).map(([name, { binaryValue, dataType, stringValue }]) => [
          name,
          {
            ...(stringValue !== undefined && { StringValue: stringValue }),
            ...(binaryValue !== undefined && { BinaryValue: binaryValue }),
            DataType: dataType,
          },
        ]),
      ),
    }),
  };
}

/** By name, `All`, or a prefix such as `bar.*`. */
function picked(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const wanted = (name: string): boolean =>
    names.some(
      (each) =>
        each === 'All' ||
        each === name ||
        (each.endsWith('.*') && (each === '.*' || name.startsWith(each.slice(0, -1)))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => wanted(name)));
}
