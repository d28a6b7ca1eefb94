import { expect, test } from '@jest/globals';
import { addSecretsAt, createSecretMask } from './secret-mask.ts';

test('hides secrets wherever they stand, the longest first', () => {
  const mask = createSecretMask();
  addSecretsAt(mask, { password: 'hunter2', nested: { list: ['hunter2000', 'plain'] } }, [
    '/password',
    '/nested/list/0',
  ]);
  expect(mask.apply('postgres://root:hunter2@host hunter2000 plain')).toBe(
    'postgres://root:[secret]@host [secret] plain',
  );
});

test('hides every line of a key, and the key inside JSON', () => {
  const mask = createSecretMask();
  const key = '-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----';
  mask.add({ key });
  expect(mask.apply('read MIIEvQIBADANBg')).toBe('read [secret]');
  expect(mask.apply(JSON.stringify({ key }))).toBe('{"key":"[secret]"}');
});

test('lets through what would mask everything: nothing, booleans and texts under three characters', () => {
  const mask = createSecretMask();
  mask.add(['', 'ab', true, null, 7]);
  expect(mask.apply('ab 7 true null')).toBe('ab 7 true null');
});
