import { afterEach, expect, test } from '@jest/globals';
import type { MetricSample } from '../../kernel/metrics.ts';
import { FunctionCloud } from './testing/function-cloud.ts';

let cloud: FunctionCloud;
afterEach(() => cloud.close());

/** Samples of `f` while something is done: values by name. */
async function measured(work: () => Promise<unknown>): Promise<Record<string, readonly number[]>> {
  const samples: MetricSample[] = [];
  const stop = cloud.test.cloud.host.metrics.onSample((sample) => samples.push(sample));
  await work();
  stop();
  expect(samples.every(({ namespace, region }) => namespace === 'AWS/Lambda' && region === 'us-east-1')).toBe(true);
  for (const { dimensions, name } of samples.filter((each) => each.name !== 'ConcurrentExecutions'))
    expect([name, dimensions]).toEqual([name, [{}, { FunctionName: 'f' }, { FunctionName: 'f', Resource: 'f' }]]);
  const ofFunction = samples.filter(({ dimensions }) => dimensions.some((each) => each['FunctionName'] === 'f'));
  return Object.fromEntries(
    [...Map.groupBy(ofFunction, ({ name }) => name)].map(([name, those]) => [name, those.map(({ value }) => value)]),
  );
}

const code = `export const handler = async ({ fail }) => { if (fail) throw new Error('no'); return 1; };`;

test('invocations, their errors and durations', async () => {
  cloud = await FunctionCloud.start({ f: { files: { 'index.mjs': code } } });
  const values = await measured(async () => {
    await cloud.invoke('f', {});
    await cloud.invoke('f', { fail: true });
  });
  expect(values).toEqual({
    Invocations: [1, 1],
    Errors: [0, 1],
    Throttles: [0, 0],
    Duration: [0, 0],
    ConcurrentExecutions: [1, 1],
  });
});

test('what is throttled is no invocation', async () => {
  cloud = await FunctionCloud.start({
    f: { files: { 'index.mjs': code }, inputs: { reservedConcurrentExecutions: 0 } },
  });
  const values = await measured(() => cloud.invoke('f', {}).catch(() => undefined));
  expect(values).toEqual({ Throttles: [1] });
});
