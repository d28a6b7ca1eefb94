import { issueKey } from '../../src/api-keys.ts';
import type { ProcessingApi } from '../../src/processing-api.ts';
import { expect, newClientId, problemOf, test } from '../../src/processing-probe-fixtures.ts';

// AWS promises limits only roughly, so several requests are sent at once, and some of them must be refused.
async function statusesOf(api: ProcessingApi, count: number): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => api.call('GET', '')));
  return answers.map((answer) => answer.status());
}

test('a key beyond the quota of its plan is refused: 429; another key is not', async ({ api, beside, stack }) => {
  const clientId = newClientId();
  const issued = await issueKey(stack, { level: 'read-only', clientId, usagePlanId: beside.onceADayPlanId });
  const limited = api.as(issued.key);
  expect((await limited.call('GET', '')).status()).toBe(200);
  await expect.poll(async () => (await limited.call('GET', '')).status()).toBe(429);
  expect(await problemOf(await limited.call('GET', ''))).toMatchObject({ status: 429 });
  expect((await api.call('GET', '')).status()).toBe(200);
});

test('a key that is too fast for its plan is refused: 429; another key is not', async ({ api, beside, stack }) => {
  const clientId = newClientId();
  const issued = await issueKey(stack, { level: 'read-only', clientId, usagePlanId: beside.oncePerSecondPlanId });
  const statuses = await statusesOf(api.as(issued.key), 10);
  expect(statuses).toContain(200);
  expect(statuses).toContain(429);
  expect(await statusesOf(api, 10)).toEqual(Array.from({ length: 10 }, () => 200));
});
