import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { S3Client } from '@aws-sdk/client-s3';
import { s3Bucket } from './s3-bucket.ts';

/** An S3 that answers any request with this body and the length it states. */
const answering = (pieces: string[], ContentLength?: number) => {
  const Body = Readable.from(pieces.map((piece) => Buffer.from(piece)));
  return { body: Body, s3: { send: async () => ({ Body, ContentLength }) } as unknown as S3Client };
};
const read = ({ s3 }: ReturnType<typeof answering>, maxBytes = 100) =>
  s3Bucket(s3, 'bucket').read({ key: 'key', eTag: '"e"', maxBytes }, { remainingMillis: 10_000 });

describe('what S3 gives', () => {
  test('is put together and hashed piece by piece', async () => {
    expect(await read(answering(['he', 'l', 'lo'], 5))).toEqual({
      bytes: Buffer.from('hello'),
      sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    });
  });

  test('is not taken when it says that it is too large', async () => {
    const answer = answering(['x'.repeat(101)], 101);
    expect(await read(answer)).toBe('too-large');
    expect(answer.body.destroyed).toBe(true);
  });

  test.each([
    ['less', ['hel'], 5],
    ['more', ['hello', ' world'], 5],
    ['something and does not say how much', ['hello'], undefined],
  ])('is %s than it says: another attempt is needed', async (_name, pieces, length) => {
    await expect(read(answering(pieces, length))).rejects.toThrow(
      expect.objectContaining({ code: 'bucket-unavailable' }),
    );
  });
});
