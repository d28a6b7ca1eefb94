import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mask } from './mask.ts';

test('shows the last six characters of a long secret and nothing of a short one', () => {
  expect(mask('abcdefghijklmnop')).toBe('**********klmnop');
  expect(mask('abcdefghijk')).toBe('******');
  expect(mask('')).toBe('******');
});

test('never shows more than half of a secret', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 40 }), (secret) => {
      const shown = mask(secret).replaceAll('*', '');
      expect(shown.length).toBeLessThanOrEqual(secret.length / 2);
      expect(secret.endsWith(shown)).toBe(true);
    }),
  );
});
