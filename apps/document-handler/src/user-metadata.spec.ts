import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HttpProblem } from '@palisade/lambda-kit';
import { userMetadata } from './user-metadata.ts';

const PREFIX = 'x-amz-meta-';
const sizeOf = (metadata: Record<string, string>) =>
  Object.entries(metadata).reduce((sum, [key, value]) => sum + Buffer.byteLength(PREFIX + key + value), 0);

const fieldsOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof HttpProblem) return error.errors?.map(({ field }) => field);
    throw error;
  }
  return [];
};

describe('userMetadata', () => {
  test('keeps the file name, and keys in lower case', () => {
    expect(userMetadata('a b.txt')).toEqual({ 'file-name': 'a%20b.txt' });
    expect(userMetadata('a', { CaseId: '42', 'x-y_z.1': 'two  words' })).toEqual({
      'file-name': 'a',
      caseid: '42',
      'x-y_z.1': 'two  words',
    });
  });

  test('fills S3’s 2 KB to the byte and no further', () => {
    const room = 2048 - sizeOf(userMetadata('a.txt')) - (PREFIX.length + 1);
    expect(sizeOf(userMetadata('a.txt', { a: 'x'.repeat(room) }))).toBe(2048);
    expect(fieldsOf(() => userMetadata('a.txt', { a: 'x'.repeat(room + 1) }))).toEqual(['metadata']);
  });

  test('names every entry at fault', () => {
    const given = { good: 'x', 'bad name': 'x', bad: 'ä', 'File-Name': 'x', GOOD: 'y' };
    expect(fieldsOf(() => userMetadata('a', given))).toEqual([
      'metadata.bad name',
      'metadata.bad',
      'metadata.File-Name',
      'metadata.GOOD',
    ]);
  });

  test('cuts what it repeats of a caller’s names', () => {
    const [field = ''] = fieldsOf(() => userMetadata('a', { ['x'.repeat(5000)]: 'x' })) ?? [];
    expect(field.length).toBeLessThan(80);
  });

  test('whatever it accepts can be sent as headers, comes back, and is within 2 KB', () => {
    const text = fc.oneof(fc.string({ minLength: 1 }), fc.string({ unit: 'binary', minLength: 1 }));
    fc.assert(
      fc.property(
        text,
        fc.dictionary(fc.oneof(fc.stringMatching(/^[A-Za-z-]{1,9}$/), text), text),
        (fileName, given) => {
          let metadata: Record<string, string>;
          try {
            metadata = userMetadata(fileName, given);
          } catch (error) {
            expect(error).toBeInstanceOf(HttpProblem);
            return;
          }
          expect(sizeOf(metadata)).toBeLessThanOrEqual(2048);
          expect(decodeURIComponent(metadata['file-name'] ?? '')).toBe(fileName);
          for (const [key, value] of Object.entries(metadata)) {
            expect(new Headers([[PREFIX + key, value]]).get(PREFIX + key)).toBe(value);
          }
        },
      ),
    );
  });
});
