import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LambdaState } from '../state.ts';
import { FunctionCloud, type FunctionDeclaration } from '../testing/function-cloud.ts';
import { lambda } from '../index.ts';
import { until } from '../../../testing/until.ts';

const code = (body: string, inputs = {}): FunctionDeclaration => ({ files: { 'index.js': body }, inputs });

/** Says which environment answers, after a while. */
const who =
  'const id = Math.random(); exports.handler = async ({ ms = 0 }) => { await new Promise((r) => setTimeout(r, ms)); return id }';

const functions: Readonly<Record<string, FunctionDeclaration>> = {
  quick: code(who),
  slow: code(who),
  reserved: code(who, { reservedConcurrentExecutions: 2 }),
  off: code(who, { reservedConcurrentExecutions: 0 }),
  short: code(who),
  fails: code(
    'let n = 0; exports.handler = async () => { console.log(`attempt ${++n}`); if (n < 3) throw new Error("not yet") }',
  ),
  neverWorks: code(
    'let n = 0; exports.handler = async () => { console.log(`attempt ${++n}`); throw new Error("never") }',
  ),
};

let cloud: FunctionCloud;
let state: LambdaState;

beforeAll(async () => {
  cloud = await FunctionCloud.start(functions);
  state = cloud.test.cloud.host.state(lambda);
});
afterAll(async () => cloud.close());

const many = async (name: string, count: number, event: object): Promise<readonly unknown[]> =>
  Promise.all(Array.from({ length: count }, async () => (await cloud.invoke(name, event)).payload));

describe('environments', () => {
  test('quick functions share a few, whatever the load', async () => {
    const before = state.invoker.environments;
    await many('quick', 40, {});
    await many('quick', 40, {});
    expect(state.invoker.environments - before).toBeLessThanOrEqual(8);
  });

  test('slow invocations get one each, as on AWS', async () => {
    await many('slow', 2, {});
    const ids = await many('slow', 6, { ms: 1500 });
    expect(new Set(ids).size).toBe(6);
  });

  test('free ones end after five minutes, and the next invocation starts anew', async () => {
    const { payload } = await cloud.invoke('short');
    expect((await cloud.invoke('short')).payload).toBe(payload);
    cloud.test.clock.advance(6 * 60_000);
    expect(state.invoker.environments).toBe(0);
    expect((await cloud.invoke('short')).payload).not.toBe(payload);
  });

  test('are replaced when their credentials run out', async () => {
    const { payload } = await cloud.invoke('quick');
    const { cloud: local } = cloud.test;
    // Not reaped, because it is used all the time.
    for (let hours = 0; hours < 13; hours++) {
      for (let minutes = 0; minutes < 60; minutes += 4) {
        cloud.test.clock.advance(4 * 60_000);
        await local.host
          .state(lambda)
          .invoke({ functionArn: arnOf('quick'), payload: Buffer.from('{}'), type: 'RequestResponse' });
      }
    }
    expect((await cloud.invoke('quick')).payload).not.toBe(payload);
  });
});

describe('concurrency', () => {
  test('a reservation is a limit: what is beyond it is throttled', async () => {
    await many('reserved', 1, {});
    const running = many('reserved', 2, { ms: 300 });
    const refused = cloud.invoke('reserved').then(
      () => 'answered',
      (error: Error & { $metadata: { httpStatusCode: number } }) => [error.name, error.$metadata.httpStatusCode],
    );
    const [, outcome] = await Promise.all([running, refused]);
    expect(outcome).toEqual(['TooManyRequestsException', 429]);
    expect((await cloud.invoke('reserved')).status).toBe(200);
  });

  test('a reservation of 0 switches a function off', async () => {
    await expect(cloud.invoke('off')).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });
});

describe('asynchronous invocations', () => {
  const attempts = async (name: string): Promise<readonly string[]> =>
    (await cloud.log(`/aws/lambda/${name}`).catch(() => [])).flatMap((line) => /attempt \d+/.exec(line)?.[0] ?? []);
  const reports = async (name: string): Promise<number> =>
    (await cloud.log(`/aws/lambda/${name}`).catch(() => [])).filter((line) => line.startsWith('REPORT')).length;
  const ran = (name: string, count: number): Promise<void> => until(async () => (await reports(name)) >= count);

  test('are accepted at once and tried again after one and two minutes, until they succeed', async () => {
    expect((await cloud.invoke('fails', {}, { InvocationType: 'Event' })).status).toBe(202);
    await ran('fails', 1);
    cloud.test.clock.advance(59_000);
    expect(await attempts('fails')).toEqual(['attempt 1']);
    cloud.test.clock.advance(1_000);
    await ran('fails', 2);
    cloud.test.clock.advance(120_000);
    await ran('fails', 3);
    cloud.test.clock.advance(240_000);
    expect(await attempts('fails')).toEqual(['attempt 1', 'attempt 2', 'attempt 3']);
  });

  test('are given up after the second retry', async () => {
    await cloud.invoke('neverWorks', {}, { InvocationType: 'Event' });
    for (const [count, wait] of [
      [1, 60_000],
      [2, 120_000],
      [3, 600_000],
    ] as const) {
      await ran('neverWorks', count);
      cloud.test.clock.advance(wait);
    }
    expect(await attempts('neverWorks')).toHaveLength(3);
  });
});

function arnOf(name: string): string {
  return state.functions('us-east-1').find((each) => each.name === name)?.arn ?? '';
}
