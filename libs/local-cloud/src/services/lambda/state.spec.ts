import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';
import type { Graph } from '@palisade/local-engine';
import { FunctionCloud, ownLogs, type FunctionDeclaration } from './testing/function-cloud.ts';
import { lambda } from './index.ts';
import { until } from '../../testing/until.ts';

const require = createRequire(import.meta.url);
const code = (body: string, inputs = {}): FunctionDeclaration => ({ files: { 'index.js': body }, inputs });

/** The AWS SDK with no configuration at all, as a bundled handler has it. */
const sdk = `
const { STSClient, GetCallerIdentityCommand } = require(${JSON.stringify(require.resolve('@aws-sdk/client-sts'))});
const client = new STSClient({});
exports.handler = async () => { const { Arn } = await client.send(new GetCallerIdentityCommand({})); return Arn };
`;

const version = (n: number): FunctionDeclaration =>
  code(`exports.handler = async ({ ms = 0 }) => { await new Promise((r) => setTimeout(r, ms)); return ${n} }`);

let cloud: FunctionCloud;

beforeAll(async () => {
  cloud = await FunctionCloud.start({
    changing: version(1),
    kept: code('let n = 0; exports.handler = async () => ++n'),
    sdk: code(sdk),
  });
});
afterAll(async () => cloud.close());

describe('function code', () => {
  test('calls AWS as its role, with an SDK that was told nothing', async () => {
    expect((await cloud.invoke('sdk')).payload).toMatch(/^arn:aws:sts::\d{12}:assumed-role\/sdk-role\/sdk$/);
  });
});

describe('a new deployment', () => {
  test('of other code is what later invocations run; what is running finishes with the old', async () => {
    expect((await cloud.invoke('changing')).payload).toBe(1);
    expect((await cloud.invoke('kept')).payload).toBe(1);
    const running = cloud.invoke('changing', { ms: 300 });
    const starts = async (): Promise<number> =>
      (await cloud.log('/aws/lambda/changing')).filter((line) => line.startsWith('START')).length;
    while ((await starts()) < 2);
    await cloud.deploy({
      changing: version(2),
      kept: code('let n = 0; exports.handler = async () => ++n'),
      sdk: code(sdk),
    });
    expect((await cloud.invoke('changing')).payload).toBe(2);
    expect((await running).payload).toBe(1);
    // What has not changed keeps its environments.
    expect((await cloud.invoke('kept')).payload).toBe(2);
  });

  test('that takes a function away leaves nothing to call', async () => {
    await cloud.deploy({ kept: code('let n = 0; exports.handler = async () => ++n') });
    await expect(cloud.invoke('changing')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect((await cloud.invoke('kept')).payload).toBe(3);
  });

  test('with a changed policy changes what a running environment may log', async () => {
    const loud = (statements: readonly object[]): Record<string, FunctionDeclaration> => ({
      kept: { ...code('exports.handler = async () => console.log("heard")'), statements },
    });
    const heard = async (): Promise<number> =>
      (await cloud.log('/aws/lambda/kept').catch(() => [])).filter((line) => line.endsWith('heard')).length;
    await cloud.deploy(loud([ownLogs]));
    await cloud.invoke('kept');
    expect(await heard()).toBe(1);
    await cloud.deploy(loud([]));
    await cloud.invoke('kept');
    expect(await heard()).toBe(1);
    await cloud.deploy(loud([ownLogs]));
    await cloud.invoke('kept');
    expect(await heard()).toBe(2);
  });
});

describe('who may invoke', () => {
  test('a role whose policy says so, and no other', async () => {
    let graph: Graph | undefined;
    await cloud.test
      .deploy((stack) => {
        const trust = JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        });
        for (const [name, action] of [
          ['caller', 'lambda:InvokeFunction'],
          ['reader', 'lambda:GetFunction'],
        ] as const) {
          const role = stack.resource('aws:iam/role:Role', name, { name, assumeRolePolicy: trust });
          const Statement = [{ Effect: 'Allow', Action: action, Resource: 'arn:aws:lambda:*:*:function:target' }];
          stack.resource('aws:iam/rolePolicy:RolePolicy', name, {
            name,
            role: role.id,
            policy: JSON.stringify({ Version: '2012-10-17', Statement }),
          });
        }
        const role = stack.resource('aws:iam/role:Role', 'target-role', {
          name: 'target-role',
          assumeRolePolicy: trust,
        });
        stack.resource('aws:lambda/function:Function', 'target', {
          name: 'target',
          role: role.outputs['arn'] ?? '',
          code: { $asset: 'archive', hash: cloud.storeCode({ 'index.js': 'exports.handler = async () => 1' }) },
          handler: 'index.handler',
          runtime: 'nodejs24.x',
        });
      }, 'callers')
      .then((deployed) => (graph = deployed));
    const arnOf = (name: string): string => {
      const arn = graph?.resources.find((each) => each.name === name)?.outputs['arn'];
      return typeof arn === 'string' ? arn : '';
    };
    const invokeAs = async (name: string): Promise<unknown> =>
      new LambdaClient(cloud.test.role(arnOf(name))).send(new InvokeCommand({ FunctionName: 'target' }));
    await expect(invokeAs('caller')).resolves.toMatchObject({ StatusCode: 200 });
    await expect(invokeAs('reader')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

test('closing ends every thread at once, whatever it is doing', async () => {
  const other = await FunctionCloud.start({
    busy: code('exports.handler = async () => { for (;;); }', { timeout: 900 }),
  });
  const { invoker } = other.test.cloud.host.state(lambda);
  const answer = other.invoke('busy').catch((error: unknown) => error);
  await until(() => invoker.environments > 0);
  await other.close();
  expect(invoker.environments).toBe(0);
  await answer;
});
