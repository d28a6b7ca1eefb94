import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { decodeRecord, encodeRecord, type LogEvent, type LogEventBatch } from './log-event.ts';
import type { DataKey, WrappedKey } from './data-key.ts';
import type { StreamSummary } from './stream-summary.ts';

/*
 * Records of an encrypted log group. A clear record begins with `[`; these begin with a byte that says what they are:
 *
 * - a key record: a wrapped data key as JSON, before the first record it encrypts, so that a segment needs nothing but itself
 *   and KMS;
 * - an events record: a header in the clear, from which a segment is indexed, reclaimed and restarted without KMS, and behind it
 *   the clear record of the batch, AES-256-GCM encrypted as a whole. The header and the ARN of the group are authenticated with it:
 *   a batch moved to another stream or group does not open.
 */

const KEY_RECORD = 1;
const EVENTS_RECORD = 2;

const NONCE = 12;
const TAG = 16;
const HEADER = 69;

/** A batch whose events nobody has read yet. */
export interface EncryptedBatch {
  readonly stream: number;
  readonly key: WrappedKey;
  readonly summary: StreamSummary;
  /** The record as it is on disk. */
  readonly payload: Buffer;
}

export const isKeyRecord = (payload: Buffer): boolean => payload[0] === KEY_RECORD;
export const isEncryptedRecord = (payload: Buffer): boolean => payload[0] === EVENTS_RECORD;

export function encodeKeyRecord({ ciphertext, ...key }: WrappedKey): Buffer {
  const json = JSON.stringify({ ...key, ciphertext: ciphertext.toString('base64') });
  return Buffer.concat([Buffer.of(KEY_RECORD), Buffer.from(json)]);
}

export function decodeKeyRecord(payload: Buffer): WrappedKey {
  const { ciphertext, ...key } = JSON.parse(payload.toString('utf8', 1)) as Omit<WrappedKey, 'ciphertext'> & {
    readonly ciphertext: string;
  };
  return { ...key, ciphertext: Buffer.from(ciphertext, 'base64') };
}

/** `summary` is that of the batch. */
export function encryptRecord(batch: LogEventBatch, summary: StreamSummary, key: DataKey): Buffer {
  const { stream, ingestionTime, first } = batch;
  const { count, bytes, firstTimestamp, lastTimestamp } = summary;
  const clear = encodeRecord(batch);
  const record = Buffer.allocUnsafe(HEADER + clear.length + TAG);
  record.writeUInt8(EVENTS_RECORD, 0);
  record.write(key.wrapped.id, 1, 8, 'hex');
  // A counter under a key of its own: no nonce comes twice, however many batches there are.
  record.writeUIntBE(0, 9, 6);
  record.writeUIntBE(key.uses++, 15, 6);
  let at = 9 + NONCE;
  for (const value of [stream, ingestionTime, first, firstTimestamp, lastTimestamp]) {
    at = record.writeDoubleLE(value, at);
  }
  at = record.writeUInt32LE(count, at);
  record.writeUInt32LE(bytes, at);
  const cipher = createCipheriv('aes-256-gcm', key.secret, record.subarray(9, 9 + NONCE), { authTagLength: TAG });
  cipher.setAAD(authenticated(record, key.wrapped));
  cipher.update(clear).copy(record, HEADER);
  cipher.final();
  cipher.getAuthTag().copy(record, record.length - TAG);
  return record;
}

export const keyIdOfRecord = (payload: Buffer): string => payload.toString('hex', 1, 9);
export const streamOfEncryptedRecord = (payload: Buffer): number => payload.readDoubleLE(9 + NONCE);

/** What a record says without its key. */
export function readEncryptedRecord(payload: Buffer, key: WrappedKey): EncryptedBatch {
  const numbers = Array.from({ length: 5 }, (_, at) => payload.readDoubleLE(9 + NONCE + 8 * at));
  const [stream, ingestionTime, first, firstTimestamp, lastTimestamp] = numbers as [
    number,
    number,
    number,
    number,
    number,
  ];
  const count = payload.readUInt32LE(HEADER - 8);
  return {
    stream,
    key,
    payload,
    summary: {
      count,
      bytes: payload.readUInt32LE(HEADER - 4),
      firstTimestamp,
      lastTimestamp,
      lastIngestionTime: ingestionTime,
      lastSequence: first + count - 1,
    },
  };
}

/** Throws if the record is not what the key encrypted. */
export function decryptRecord({ payload, key }: EncryptedBatch, secret: KeyObject): LogEvent[] {
  const decipher = createDecipheriv('aes-256-gcm', secret, payload.subarray(9, 9 + NONCE), { authTagLength: TAG });
  decipher.setAAD(authenticated(payload, key));
  decipher.setAuthTag(payload.subarray(payload.length - TAG));
  const clear = decipher.update(payload.subarray(HEADER, payload.length - TAG));
  decipher.final();
  return decodeRecord(clear);
}

const authenticated = (record: Buffer, { groupArn }: WrappedKey): Buffer =>
  Buffer.concat([record.subarray(0, HEADER), Buffer.from(groupArn)]);
