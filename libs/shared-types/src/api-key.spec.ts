import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { apiKeyLevels, isApiKeyLevel, reaches } from './api-key-level.ts';
import { API_KEY_PATTERN, apiKeyHash, apiKeyOf, isApiKey } from './api-key.ts';

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('an API key', () => {
  test('has the form API Gateway takes, and keeps all 256 bits', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const key = apiKeyOf(random);
        expect(isApiKey(key)).toBe(true);
        expect(key).toMatch(new RegExp(API_KEY_PATTERN, 'u'));
        expect(new Uint8Array(Buffer.from(key.slice(4), 'base64url'))).toEqual(random);
      }),
    );
  });

  test('is made of 32 bytes and not of fewer', () => {
    expect(() => apiKeyOf(randomBytes(16))).toThrow('32 random bytes');
  });

  test.each([
    '',
    'plk_',
    `plk_${'a'.repeat(42)}`,
    `plk_${'a'.repeat(44)}`,
    `xyz_${'a'.repeat(43)}`,
    `plk_${'ä'.repeat(43)}`,
    `plk_${'a'.repeat(43)}\n`,
  ])('is not %j', (value) => expect(isApiKey(value)).toBe(false));
});

describe('apiKeyHash', () => {
  test('is SHA-256 in hex, the same wherever it is made', () => {
    expect(apiKeyHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test('is a key of the table for every key, says nothing of it, and differs with it', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const [key, another] = [apiKeyOf(one), apiKeyOf(other)];
        expect(apiKeyHash(key)).toMatch(/^[0-9a-f]{64}$/);
        expect(apiKeyHash(key) === apiKeyHash(another)).toBe(key === another);
      }),
    );
  });
});

describe('levels', () => {
  test('each reach what is theirs and below, and nothing above', () => {
    const table = apiKeyLevels.map((level) => apiKeyLevels.map((needed) => reaches(level, needed)));
    expect(table).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });

  test.each(['', 'Admin', 'root', undefined, null, 3])('do not include %j', (value) => {
    expect(isApiKeyLevel(value)).toBe(false);
  });
});
