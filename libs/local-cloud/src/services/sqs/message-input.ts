import { createHash } from 'node:crypto';
import { InvalidMessageContents, InvalidParameterValue, MissingParameter } from './errors.ts';
import { contentBytes, type MessageContent } from './queue/content.ts';
import type { QueueConfiguration } from './queue-configuration.ts';

/** A message as its producer wants it sent. */
export interface OutgoingMessage {
  readonly content: MessageContent;
  /** Seconds; the queue's own if left out. */
  readonly delaySeconds?: number | undefined;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
}

/** What a message turns into for one queue. */
export interface CheckedMessage {
  readonly content: MessageContent;
  /** Milliseconds. */
  readonly delay: number;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
}

const ID = /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;
const WRONG_TYPE = 'The request include parameter that is not valid for this queue type.';
const ATTRIBUTE_NAME = /^(?!\.)(?!.*\.\.)[A-Za-z0-9_.-]{1,256}(?<!\.)$/;
/** What XML 1.0 has no character for. */
const NO_TEXT =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Checks a message against what SQS and this queue take. Source: Amazon SQS API Reference, SendMessage. */
export function checkMessage(message: OutgoingMessage, queue: QueueConfiguration): CheckedMessage {
  const { content, deduplicationId, delaySeconds, groupId } = message;
  if (content.body === '') throw new MissingParameter('MessageBody');
  if (NO_TEXT.test(content.body)) throw new InvalidMessageContents();
  checkAttributes(content);
  if (contentBytes(content) > queue.maxMessageSize) {
    throw new InvalidParameterValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${queue.maxMessageSize} bytes.`,
    );
  }
  checkId('MessageGroupId', groupId);
  checkId('MessageDeduplicationId', deduplicationId);
  if (delaySeconds !== undefined && (delaySeconds < 0 || delaySeconds > 900)) {
    throw invalid('DelaySeconds', delaySeconds, 'DelaySeconds must be >= 0 and <= 900.');
  }
  if (!queue.fifo) {
    if (deduplicationId !== undefined) throw invalid('MessageDeduplicationId', deduplicationId, WRONG_TYPE);
    const delay = delaySeconds === undefined ? queue.delay : delaySeconds * 1000;
    return { content, delay, groupId, deduplicationId: undefined };
  }
  if (groupId === undefined) throw new MissingParameter('MessageGroupId');
  if (delaySeconds !== undefined && delaySeconds !== 0) throw invalid('DelaySeconds', delaySeconds, WRONG_TYPE);
  if (deduplicationId === undefined && !queue.contentBasedDeduplication) {
    throw new InvalidParameterValue(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
  const ofContent = (): string => createHash('sha256').update(content.body).digest('hex');
  return { content, delay: queue.delay, groupId, deduplicationId: deduplicationId ?? ofContent() };
}

function checkAttributes({ attributes }: MessageContent): void {
  const names = Object.keys(attributes);
  if (names.length > 10) {
    throw new InvalidParameterValue(`Number of message attributes [${names.length}] exceeds the allowed maximum [10].`);
  }
  for (const [name, { binaryValue, dataType, stringValue }] of Object.entries(attributes)) {
    const problem = (reason: string): InvalidParameterValue => new InvalidParameterValue(reason);
    if (!ATTRIBUTE_NAME.test(name) || /^(aws|amazon)\./i.test(name))
      throw problem(`Message attribute name '${name}' is invalid.`);
    const type = /^(String|Number|Binary)(\.[^\s]{1,250})?$/.exec(dataType)?.[1];
    if (type === undefined) {
      throw problem(
        `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
      );
    }
    const value = type === 'Binary' ? binaryValue : stringValue;
    if (value === undefined || value === '')
      throw problem(
        `Message attribute '${name}' must contain a non-empty message attribute value for message attribute type '${type}'.`,
      );
    if (type === 'Binary' ? stringValue !== undefined : binaryValue !== undefined)
      throw problem(`Message attribute '${name}' has the wrong kind of value for type '${type}'.`);
    if (type === 'Number' && !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value))
      throw problem(`Could not cast message attribute '${name}' value to number.`);
    if (type !== 'Binary' && NO_TEXT.test(value)) throw new InvalidMessageContents();
  }
}

function checkId(parameter: string, id: string | undefined): void {
  if (id !== undefined && !ID.test(id)) {
    throw invalid(
      parameter,
      id,
      `${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
  }
}

const invalid = (parameter: string, value: string | number, reason: string): InvalidParameterValue =>
  new InvalidParameterValue(`Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`);
