import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blobHeader, openBlob, readBlob, writeBlob, type CiphertextBlob, type Material } from './ciphertext-blob.ts';
import { canonicalContext, type EncryptionContext } from './encryption-context.ts';

const keyId = '1111aaaa-22bb-33cc-44dd-5555eeee6666';
const material = (): Material => {
  const id = randomBytes(32).toString('hex');
  return { id, key: createSecretKey(randomBytes(32)), header: blobHeader(keyId, id) };
};
const read = (bytes: Buffer): CiphertextBlob => readBlob(bytes) as CiphertextBlob;

const text = fc.string({ unit: 'binary', maxLength: 12 });
const contexts = fc.dictionary(text, text, { maxKeys: 5 });
const plaintexts = fc.uint8Array({ minLength: 1, maxLength: 80 }).map((bytes) => Buffer.from(bytes));

describe('a ciphertext blob', () => {
  test('names its key and opens with the same context in any order', () => {
    const one = material();
    fc.assert(
      fc.property(plaintexts, contexts, (plaintext, context) => {
        const blob = read(writeBlob(one, plaintext, context));
        const reversed = Object.fromEntries(Object.entries(context).reverse());
        expect([blob.keyId, blob.materialId]).toEqual([keyId, one.id]);
        expect(openBlob(blob, one, reversed)).toEqual(plaintext);
      }),
    );
  });

  test('does not open with any other context', () => {
    const one = material();
    fc.assert(
      fc.property(contexts, contexts, (context, other) => {
        fc.pre(!sameContext(context, other));
        expect(openBlob(read(writeBlob(one, Buffer.from('text'), context)), one, other)).toBeUndefined();
      }),
    );
  });

  test('does not open when any bit of it was flipped, whatever the bit says', () => {
    const one = material();
    const bytes = writeBlob(one, Buffer.from('text'), { a: '1' });
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      const blob = readBlob(flipped);
      expect(blob && openBlob(blob, one, { a: '1' })).toBeUndefined();
    }
  });

  test('does not open with other material, and nothing shorter is one', () => {
    const bytes = writeBlob(material(), Buffer.from('t'), {});
    expect(openBlob(read(bytes), material(), {})).toBeUndefined();
    for (let length = 0; length < bytes.length; length++) {
      const blob = readBlob(bytes.subarray(0, length));
      expect(blob && openBlob(blob, material(), {})).toBeUndefined();
    }
  });

  test('hides the same text twice', () => {
    const one = material();
    expect(writeBlob(one, Buffer.from('t'), {})).not.toEqual(writeBlob(one, Buffer.from('t'), {}));
  });
});

test('different contexts have different canonical forms', () => {
  fc.assert(
    fc.property(contexts, contexts, (one, other) => {
      expect(canonicalContext(one).equals(canonicalContext(other))).toBe(sameContext(one, other));
    }),
  );
  const moved: EncryptionContext[] = [{ a: 'bc' }, { ab: 'c' }, { a: 'b', c: '' }, { '': 'abc' }, {}];
  expect(new Set(moved.map((each) => canonicalContext(each).toString('hex'))).size).toBe(moved.length);
});

function sameContext(one: EncryptionContext, other: EncryptionContext): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && one[name] === other[name])
  );
}
