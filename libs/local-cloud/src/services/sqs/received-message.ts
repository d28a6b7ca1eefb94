import { md5, md5OfAttributes, type MessageAttributes } from './queue/content.ts';
import { sequenceNumber } from './queue/message.ts';
import type { Delivery } from './queue/queue.ts';

/** A message as its consumer gets it. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  /** `SentTimestamp`, `ApproximateReceiveCount` and the like, as ReceiveMessage gives them. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: MessageAttributes;
  readonly md5OfMessageAttributes: string | undefined;
}

/** Source: Amazon SQS API Reference, ReceiveMessage. */
export function receivedMessage({ message, content }: Delivery, receiptHandle: string, fifo: boolean): ReceivedMessage {
  const { deadLetterSource, deduplicationId, firstReceivedAt, groupId, id, number, receiveCount, senderId, sentAt } =
    message;
  return {
    messageId: id,
    receiptHandle,
    body: content.body,
    md5OfBody: md5(content.body),
    attributes: {
      SenderId: senderId,
      SentTimestamp: String(sentAt),
      ApproximateReceiveCount: String(receiveCount),
      ApproximateFirstReceiveTimestamp: String(firstReceivedAt ?? sentAt),
      ...(groupId !== undefined && { MessageGroupId: groupId }),
      ...(fifo && { SequenceNumber: sequenceNumber(number) }),
      ...(deduplicationId !== undefined && { MessageDeduplicationId: deduplicationId }),
      ...(content.traceHeader !== undefined && { AWSTraceHeader: content.traceHeader }),
      ...(deadLetterSource !== undefined && { DeadLetterQueueSourceArn: deadLetterSource }),
    },
    messageAttributes: content.attributes,
    md5OfMessageAttributes: md5OfAttributes(content.attributes),
  };
}
