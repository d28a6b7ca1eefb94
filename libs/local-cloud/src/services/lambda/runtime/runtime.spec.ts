import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FunctionCloud } from '../testing/function-cloud.ts';

const cjs = (body: string): { 'index.js': string } => ({ 'index.js': body });

let cloud: FunctionCloud;

beforeAll(async () => {
  cloud = await FunctionCloud.start({
    echo: { files: cjs('exports.handler = async (event) => ({ event })') },
    module: { files: { 'index.mjs': 'export const handler = async () => import.meta.url.startsWith("file:")' } },
  });
});
afterAll(async () => cloud.close());

describe('a function', () => {
  test('answers what its handler returns', async () => {
    const { payload, functionError, status, log } = await cloud.invoke('echo', { a: [1, 'zwei'] });
    expect(log).toBe('x');
    expect({ payload, functionError, status }).toEqual({ payload: { event: { a: [1, 'zwei'] } }, functionError: undefined, status: 200 });
  });
  test('esm', async () => {
    expect((await cloud.invoke('module')).payload).toBe(true);
  });
});
