import type { JsonObject } from '../../../kernel/wire.ts';
import type { OutgoingMessage } from '../message-input.ts';
import { md5, md5OfAttributes } from '../queue/content.ts';
import type { Accepted } from '../queue/queue.ts';
import { attributes, invalid, text } from './input.ts';

/** The members that SendMessage and the entries of SendMessageBatch share. */
export function outgoingMessage(input: JsonObject): OutgoingMessage {
  const delay = input['DelaySeconds'];
  if (delay !== undefined && (typeof delay !== 'number' || !Number.isInteger(delay))) {
    throw invalid('DelaySeconds', delay, 'DelaySeconds must be >= 0 and <= 900.');
  }
  const system = attributes(input, 'MessageSystemAttributes');
  const unknown = Object.keys(system).find((name) => name !== 'AWSTraceHeader');
  if (unknown !== undefined) throw invalid('MessageSystemAttributes', unknown, 'Only AWSTraceHeader can be sent.');
  const traceHeader = system['AWSTraceHeader']?.stringValue;
  return {
    content: {
      body: text(input, 'MessageBody') ?? '',
      attributes: attributes(input, 'MessageAttributes'),
      ...(traceHeader !== undefined && { traceHeader }),
    },
    delaySeconds: delay,
    groupId: text(input, 'MessageGroupId'),
    deduplicationId: text(input, 'MessageDeduplicationId'),
  };
}

/** What the producer is told, so that it can see that everything has arrived. */
export function receiptOf({ content }: OutgoingMessage, { id, sequenceNumber }: Accepted): JsonObject {
  const { attributes: own, body, traceHeader } = content;
  const ofAttributes = md5OfAttributes(own);
  const ofSystem =
    traceHeader === undefined
      ? undefined
      : md5OfAttributes({ AWSTraceHeader: { dataType: 'String', stringValue: traceHeader } });
  return {
    MessageId: id,
    MD5OfMessageBody: md5(body),
    ...(ofAttributes !== undefined && { MD5OfMessageAttributes: ofAttributes }),
    ...(ofSystem !== undefined && { MD5OfMessageSystemAttributes: ofSystem }),
    ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
  };
}
