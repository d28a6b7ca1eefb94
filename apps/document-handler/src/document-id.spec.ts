import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Document } from './document.ts';
import { idempotentId } from './document-id.ts';
import { documentKey } from './document-key.ts';

const document = (more: Partial<Document> = {}): Document => ({
  fileName: 'a.txt',
  contentType: 'text/plain',
  bytes: Buffer.from('hello'),
  sha256: 'aa',
  metadata: { 'file-name': 'a.txt' },
  ...more,
});

describe('idempotentId', () => {
  test('is a UUID of version 8, the same on every machine and day', () => {
    expect(idempotentId('111122223333/AROA:alice', 'order-1', document())).toBe('22d37064-062d-8454-a981-08fe39751174');
  });

  test('does not depend on the order of metadata', () => {
    const [one, other] = [document({ metadata: { a: '1', b: '2' } }), document({ metadata: { b: '2', a: '1' } })];
    expect(idempotentId('c', 'k', one)).toBe(idempotentId('c', 'k', other));
  });

  test('differs whenever caller, key or document do, wherever the border between two of them lies', () => {
    const part = fc.constantFrom('', 'a', 'aa', 'a"', '","', 'a,b', '\\');
    const identity = fc.tuple(part, part, part, part, part, part);
    const idOf = ([caller, key, fileName, contentType, sha256, a]: string[]) =>
      idempotentId(
        caller,
        key ?? '',
        document({
          fileName: fileName ?? '',
          contentType: contentType ?? '',
          sha256: sha256 ?? '',
          metadata: { a: a ?? '' },
        }),
      );
    fc.assert(
      fc.property(identity, identity, (one, other) => {
        expect(idOf(one) === idOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  test('refuses a key that belongs to nobody', () => {
    expect(() => idempotentId(undefined, 'order-1', document())).toThrow('The request is not valid');
  });
});

describe('documentKey', () => {
  test('starts with four hash digits, so that load spreads, and has no date', () => {
    expect(documentKey('22d37064-062d-8454-a981-08fe39751174')).toBe('22d3/22d37064-062d-8454-a981-08fe39751174');
  });
});
