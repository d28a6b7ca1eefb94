import { createHash } from 'node:crypto';

/** One message attribute; binary values in base64. */
export interface MessageAttribute {
  /** `String`, `Number` or `Binary`, perhaps with `.label`. */
  readonly dataType: string;
  readonly stringValue?: string;
  readonly binaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** What a producer sends and a consumer gets; sealed on disk. */
export interface MessageContent {
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** `X-Amzn-Trace-Id` of the producer. */
  readonly traceHeader?: string;
}

/** Bytes a message counts: its body, and names, types and values of its attributes. */
export function contentBytes({ body, attributes }: MessageContent): number {
  let bytes = Buffer.byteLength(body);
  for (const [name, attribute] of Object.entries(attributes)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(attribute.dataType) + valueOf(attribute).length;
  }
  return bytes;
}

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/**
 * The digest with which SDKs check attributes; undefined without any.
 * Source: Amazon SQS Developer Guide, "Calculating the MD5 message digest for message attributes".
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  const part = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const attribute = attributes[name] as MessageAttribute;
    part(Buffer.from(name));
    part(Buffer.from(attribute.dataType));
    hash.update(Buffer.from([attribute.dataType.startsWith('Binary') ? 2 : 1]));
    part(valueOf(attribute));
  }
  return hash.digest('hex');
}

function valueOf({ binaryValue, stringValue }: MessageAttribute): Buffer {
  return binaryValue === undefined ? Buffer.from(stringValue ?? '') : Buffer.from(binaryValue, 'base64');
}
