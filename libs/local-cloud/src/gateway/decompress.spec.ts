import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { decompressed } from './decompress.ts';

const gzip = { 'content-encoding': 'gzip' };

test('a gzip body is unpacked, another one left alone', () => {
  expect(decompressed(gzipSync('{"a":1}'), gzip, {}).toString()).toBe('{"a":1}');
  expect(decompressed(Buffer.from('{}'), {}, {}).toString()).toBe('{}');
});

test('what is no gzip, or unpacks to more than the service takes, is refused', () => {
  const refusal = expect.objectContaining({ code: 'SerializationException', status: 400 });
  expect(() => decompressed(Buffer.from('{}'), gzip, {})).toThrow(refusal);
  expect(() => decompressed(gzipSync(Buffer.alloc(101)), gzip, { bodyLimit: 100 })).toThrow(refusal);
  expect(decompressed(gzipSync(Buffer.alloc(100)), gzip, { bodyLimit: 100 })).toHaveLength(100);
});
