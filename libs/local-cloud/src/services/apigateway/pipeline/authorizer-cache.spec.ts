import { expect, test } from '@jest/globals';
import { compilePolicy } from '@palisade/policies';
import type { AuthorizerAnswer } from './authorizer-answer.ts';
import { AuthorizerCache, type Asked } from './authorizer-cache.ts';
import { unauthorized } from './gateway-error.ts';

const document = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } as const;
const policy = compilePolicy(document, { name: 'p', kind: 'identity' });
const answer = (principalId: string): AuthorizerAnswer => ({ principalId, policy, context: {} });
const asked = (principalId: string) => async (): Promise<Asked> => ({
  facts: { latency: 1 },
  answer: answer(principalId),
});

test('keeps an answer until its time, and asks once for all who wait', async () => {
  const cache = new AuthorizerCache();
  let calls = 0;
  const ask = () => {
    calls += 1;
    return asked('a')();
  };
  const [first, second] = await Promise.all([cache.ask('k', ask, () => 10), cache.ask('k', ask, () => 10)]);
  expect([calls, first, second]).toEqual([1, first, first]);
  expect(cache.get('k', 9)?.principalId).toBe('a');
  expect(cache.get('other', 9)).toBeUndefined();
  expect(cache.get('k', 10)).toBeUndefined();
});

test('keeps no failure, and is not stuck on an error', async () => {
  const cache = new AuthorizerCache();
  await cache.ask(
    'k',
    async () => ({ facts: { latency: 1 }, failure: unauthorized() }),
    () => 10,
  );
  expect(cache.get('k', 0)).toBeUndefined();
  const broken = cache.ask(
    'k',
    () => Promise.reject(new Error('broken')),
    () => 10,
  );
  await expect(broken).rejects.toThrow('broken');
  await cache.ask('k', asked('b'), () => 10);
  expect(cache.get('k', 0)?.principalId).toBe('b');
});

test('forgets everything when it is flushed, what is on its way included', async () => {
  const cache = new AuthorizerCache();
  await cache.ask('old', asked('a'), () => 10);
  const early = cache.ask('new', asked('early'), () => 10);
  cache.flush();
  const late = cache.ask('new', asked('late'), () => 10);
  await Promise.all([early, late]);
  expect(cache.get('old', 0)).toBeUndefined();
  expect(cache.get('new', 0)?.principalId).toBe('late');
});

test('has room for 4096 answers and lets the oldest go', async () => {
  const cache = new AuthorizerCache();
  for (let at = 0; at <= 4096; at++) await cache.ask(String(at), asked(String(at)), () => 10);
  expect([cache.get('0', 0), cache.get('1', 0)?.principalId, cache.get('4096', 0)?.principalId]).toEqual([
    undefined,
    '1',
    '4096',
  ]);
});
