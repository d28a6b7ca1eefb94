import { InvalidParameter, InvalidParameterValue } from './errors.ts';
import type { MessageAttributes } from '../sqs/index.ts';

/** What is published: one text for all subscribers, or one for each protocol. */
export interface PublishedContent {
  readonly message: string;
  readonly subject?: string;
  /** `message` is JSON with a text for each protocol, and `default`. */
  readonly perProtocol?: boolean;
  readonly attributes: MessageAttributes;
}

/** A message that a topic has accepted. */
export interface Published extends PublishedContent {
  readonly id: string;
  readonly topicArn: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const MOST_BYTES = 262_144;
const NAME = /^(?!\.)(?!.*\.\.)[A-Za-z0-9_.-]{1,256}(?<!\.)$/;

/** Checks what a publisher sends. Source: Amazon SNS API Reference, Publish; Developer Guide, "Message attributes". */
export function checkContent(content: PublishedContent): void {
  const { message, perProtocol, subject } = content;
  if (message === '') throw new InvalidParameter('Empty message');
  if (contentBytes(content) > MOST_BYTES) throw new InvalidParameter('Message too long');
  if (subject !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,99}$/.test(subject)) throw new InvalidParameter('Subject');
  if (perProtocol === true) checkStructure(message);
  for (const [name, { binaryValue, dataType, stringValue }] of Object.entries(content.attributes)) {
    if (!NAME.test(name) || /^(aws|amazon)\./i.test(name))
      throw new InvalidParameterValue(`Invalid attribute name: ${name}`);
    const type = /^(String\.Array|String|Number|Binary)(\.[^\s]+)?$/.exec(dataType)?.[1];
    if (type === undefined) {
      throw new InvalidParameterValue(
        `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
      );
    }
    const value = type === 'Binary' ? binaryValue : stringValue;
    if (value === undefined || value === '') {
      throw new InvalidParameterValue(
        `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
      );
    }
    if (type === 'Number' && !Number.isFinite(Number(value)))
      throw new InvalidParameterValue(`Could not cast message attribute '${name}' value to number.`);
    if (type === 'String.Array' && !isArray(value))
      throw new InvalidParameterValue(`The message attribute '${name}' is no array.`);
  }
}

export function contentBytes({ message, attributes, subject = '' }: PublishedContent): number {
  let bytes = Buffer.byteLength(message) + Buffer.byteLength(subject);
  for (const [name, { binaryValue = '', dataType, stringValue = '' }] of Object.entries(attributes)) {
    bytes +=
      Buffer.byteLength(name) +
      Buffer.byteLength(dataType) +
      Buffer.byteLength(stringValue) +
      Buffer.byteLength(binaryValue, 'base64');
  }
  return bytes;
}

/** The text that subscribers of a protocol get. */
export function textFor({ message, perProtocol }: PublishedContent, protocol: string): string {
  if (perProtocol !== true) return message;
  const texts = JSON.parse(message) as Readonly<Record<string, unknown>>;
  const own = texts[protocol];
  return typeof own === 'string' ? own : String(texts['default']);
}

function checkStructure(message: string): void {
  let texts: unknown;
  try {
    texts = JSON.parse(message);
  } catch {
    throw new InvalidParameter('Message Structure - JSON message body failed to parse');
  }
  const found = typeof texts === 'object' && texts !== null && 'default' in texts ? texts.default : undefined;
  if (typeof found !== 'string')
    throw new InvalidParameter('Message Structure - No default entry in JSON message body');
}

function isArray(value: string): boolean {
  try {
    return Array.isArray(JSON.parse(value));
  } catch {
    return false;
  }
}
