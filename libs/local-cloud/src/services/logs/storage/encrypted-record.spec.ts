import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newDataKey } from '../testing/data-keys.ts';
import type { DataKey } from './data-key.ts';
import {
  decodeKeyRecord,
  decryptRecord,
  encodeKeyRecord,
  encryptRecord,
  isEncryptedRecord,
  isKeyRecord,
  keyIdOfRecord,
  readEncryptedRecord,
  streamOfEncryptedRecord,
} from './encrypted-record.ts';
import { decodeRecord, encodeRecord, type LogEventBatch } from './log-event.ts';
import { summaryOf } from './stream-summary.ts';

const time = fc.integer({ min: 0, max: 2 ** 45 });
const batches: fc.Arbitrary<LogEventBatch> = fc.record({
  stream: fc.integer({ min: 1, max: 2 ** 40 }),
  ingestionTime: time,
  first: fc.integer({ min: 0, max: 2 ** 40 }),
  events: fc.array(fc.record({ timestamp: time, message: fc.string({ unit: 'binary', minLength: 1 }) }), {
    minLength: 1,
  }),
});
const batch: LogEventBatch = { stream: 7, ingestionTime: 5, first: 3, events: [{ timestamp: 4, message: 'canary' }] };

const encrypt = (of: LogEventBatch, key: DataKey): Buffer => encryptRecord(of, summaryOf(of), key);

test('a batch comes back as a clear record would give it; without the key its summary is known', () => {
  const key = newDataKey();
  fc.assert(
    fc.property(batches, (each) => {
      const record = encrypt(each, key);
      const read = readEncryptedRecord(record, key.wrapped);
      expect(decryptRecord(read, key.secret)).toEqual(decodeRecord(encodeRecord(each)));
      expect(read.summary).toEqual(summaryOf(each));
      expect([read.stream, streamOfEncryptedRecord(record)]).toEqual([each.stream, each.stream]);
      expect(keyIdOfRecord(record)).toBe(key.wrapped.id);
      expect([isEncryptedRecord(record), isKeyRecord(record), isEncryptedRecord(encodeRecord(each))]).toEqual([
        true,
        false,
        false,
      ]);
    }),
  );
});

test('the text is not in the record, and equal batches are no equal records', () => {
  const key = newDataKey();
  const records = [encrypt(batch, key), encrypt(batch, key)];
  expect(records.map((record) => record.includes('canary'))).toEqual([false, false]);
  expect(encodeRecord(batch).includes('canary')).toBe(true);
  expect(records[0]?.equals(records[1] as Buffer)).toBe(false);
});

test('no byte can be changed unnoticed, be it of the header, the events or the tag', () => {
  const key = newDataKey();
  const record = encrypt(batch, key);
  for (let at = 0; at < record.length; at++) {
    const changed = Buffer.from(record);
    changed[at] = (changed[at] as number) ^ 1;
    expect(() => decryptRecord(readEncryptedRecord(changed, key.wrapped), key.secret)).toThrow();
  }
  expect(decryptRecord(readEncryptedRecord(record, key.wrapped), key.secret)).toHaveLength(1);
});

test('a record opens for its own group and with its own key only', () => {
  const key = newDataKey();
  const record = encrypt(batch, key);
  const asOther = readEncryptedRecord(record, { ...key.wrapped, groupArn: 'other' });
  expect(() => decryptRecord(asOther, key.secret)).toThrow();
  expect(() => decryptRecord(readEncryptedRecord(record, key.wrapped), newDataKey().secret)).toThrow();
});

test('a wrapped key comes back from its record', () => {
  const { wrapped } = newDataKey();
  const record = encodeKeyRecord(wrapped);
  expect([isKeyRecord(record), isEncryptedRecord(record)]).toEqual([true, false]);
  expect(decodeKeyRecord(record)).toEqual(wrapped);
});
