import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FunctionCloud, type FunctionDeclaration } from '../testing/function-cloud.ts';

const code = (body: string, inputs = {}): FunctionDeclaration => ({ files: { 'index.js': body }, inputs });
const node22 = { runtime: 'nodejs22.x' };

const functions: Readonly<Record<string, FunctionDeclaration>> = {
  echo: code('exports.handler = async (event) => event'),
  sync: code('exports.handler = () => ({ sync: true })'),
  esm: {
    files: {
      'index.mjs': 'import { a } from "./a.mjs"; export const handler = async () => a',
      'a.mjs': 'export const a = 1',
    },
  },
  esmByPackage: {
    files: { 'package.json': '{"type":"module"}', 'index.js': 'export const handler = async () => typeof require' },
  },
  nested: {
    files: { 'src/app.cjs': 'exports.api = { get: async () => "nested" }' },
    inputs: { handler: 'src/app.api.get' },
  },
  nothing: code('exports.handler = async () => {}'),
  counter: code('let n = 0; exports.handler = async () => ++n'),
  context: code(
    `exports.handler = async (event, context) => {
    const { getRemainingTimeInMillis, ...plain } = context;
    return { ...plain, remaining: getRemainingTimeInMillis() };
  }`,
    { timeout: 7, memorySize: 256 },
  ),
  environment: code('exports.handler = async () => process.env', { environment: { variables: { STAGE: 'local' } } }),
  throws: code('exports.handler = async () => { const e = new TypeError("boom"); e.code = "E1"; throw e }'),
  throwsText: code('exports.handler = async () => { throw "text" }'),
  exits: code('exports.handler = async () => process.exit(3)'),
  exitsQuietly: code('exports.handler = async () => process.exit(0)'),
  kills: code('exports.handler = async () => process.kill(process.pid)'),
  uncaught: code(
    'exports.handler = async () => { setImmediate(() => { throw new RangeError("later") }); await new Promise((r) => setTimeout(r, 5000)) }',
  ),
  rejects: code('exports.handler = async () => { Promise.reject(new Error("forgotten")); return 1 }'),
  stalls: code('exports.handler = async () => new Promise(() => {})'),
  loops: code('exports.handler = async () => { console.log("before the loop"); for (;;); }', { timeout: 2 }),
  hoards: code('exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill({})) }', {
    timeout: 60,
  }),
  circular: code('exports.handler = async () => { const a = {}; a.a = a; return a }'),
  big: code('exports.handler = async (event) => "x".repeat(event.size)'),
  missingModule: code('require("not-there"); exports.handler = async () => 1'),
  missingFile: { files: { 'other.js': '' } },
  missingHandler: code('exports.other = async () => 1'),
  noFunction: code('exports.handler = 42'),
  syntax: code('exports.handler = async () => {'),
  initThrows: code('throw new Error("no config")'),
  initExits: code('process.exit(9)'),
  callback24: code('exports.handler = (event, context, callback) => callback(null, 1)'),
  callback: code(
    'exports.handler = (event, context, callback) => { setTimeout(() => callback(null, { called: event }), 5) }',
    node22,
  ),
  callbackError: code('exports.handler = (event, context, callback) => callback(new Error("by callback"))', node22),
  callbackWaits: code(
    `exports.handler = (event, context, callback) => {
    let late = false;
    context.callbackWaitsForEmptyEventLoop = event.wait;
    const result = { toJSON: () => ({ late }) };
    setTimeout(() => { late = true }, 30);
    callback(null, result);
  }`,
    node22,
  ),
  silent22: code('exports.handler = () => {}', node22),
  done: code('exports.handler = (event, context) => context.succeed("done")', node22),
  spawns: code('exports.handler = async () => require("node:child_process").execSync("id").toString()'),
  threads: code('exports.handler = async () => { const w = require("worker_threads"); new w.Worker("x") }'),
  listens: code('exports.handler = async () => require("http").createServer().listen(0)'),
  peeks: code(
    'exports.handler = async () => { const w = require("node:worker_threads"); return [w.workerData, w.parentPort, w.isMainThread, process.env.NODE_COMPILE_CACHE, process.cwd() === process.env.LAMBDA_TASK_ROOT] }',
  ),
  streams: code('exports.handler = awslambda.streamifyResponse(async () => {})'),
};

let cloud: FunctionCloud;

beforeAll(async () => {
  cloud = await FunctionCloud.start(functions);
});
afterAll(async () => cloud.close());

/** Invokes and advances the clock when the function has said that it is where it never returns. */
async function invokeUntilTimeout(name: string, seconds: number): Promise<{ payload: unknown; log: string }> {
  const answer = cloud.invoke(name);
  let done = false;
  void answer.finally(() => (done = true));
  while (!done) {
    const lines = await cloud.log(`/aws/lambda/${name}`).catch(() => []);
    if (lines.some((line) => line.includes('before the loop'))) cloud.test.clock.advance(seconds * 1000);
  }
  return answer;
}

describe('handlers', () => {
  test.each([
    ['echo', { a: ['zwei', 2, null] }, { a: ['zwei', 2, null] }],
    ['sync', {}, { sync: true }],
    ['esm', {}, 1],
    ['esmByPackage', {}, 'undefined'],
    ['nested', {}, 'nested'],
    ['nothing', {}, null],
    ['callback', { x: 1 }, { called: { x: 1 } }],
    ['callbackWaits', { wait: true }, { late: true }],
    ['callbackWaits', { wait: false }, { late: false }],
    ['silent22', {}, null],
    ['done', {}, 'done'],
  ])('%s answers %j with %j', async (name, event, expected) => {
    expect(await cloud.invoke(name, event)).toMatchObject({ payload: expected, functionError: undefined, status: 200 });
  });

  test('an environment is used again', async () => {
    expect((await cloud.invoke('counter')).payload).toBe(1);
    expect((await cloud.invoke('counter')).payload).toBe(2);
  });

  test('the context says who and how long', async () => {
    const { payload } = await cloud.invoke('context');
    expect(payload).toMatchObject({
      functionName: 'context',
      functionVersion: '$LATEST',
      invokedFunctionArn: expect.stringMatching(/^arn:aws:lambda:us-east-1:\d{12}:function:context$/),
      memoryLimitInMB: '256',
      logGroupName: '/aws/lambda/context',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const { remaining } = payload as { remaining: number };
    expect(remaining).toBeGreaterThan(6000);
    expect(remaining).toBeLessThanOrEqual(7000);
  });

  test('the environment is Lambda’s and the function’s, nothing of this process', async () => {
    const { payload } = await cloud.invoke('environment');
    expect(payload).toMatchObject({
      STAGE: 'local',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: 'environment',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/environment',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/),
      AWS_SESSION_TOKEN: expect.any(String),
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/),
      _HANDLER: 'index.handler',
    });
    expect(payload).not.toHaveProperty('NODE_OPTIONS');
    expect(payload).not.toHaveProperty('HOME');
  });
});

describe('faults come back as AWS reports them', () => {
  test.each([
    ['throws', { errorType: 'TypeError', errorMessage: 'boom', trace: expect.arrayContaining(['TypeError: boom']) }],
    ['throwsText', { errorType: 'string', errorMessage: 'text', trace: [] }],
    [
      'exits',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(/^RequestId: \S{36} Error: Runtime exited with error: exit status 3$/),
      },
    ],
    [
      'exitsQuietly',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(/Runtime exited without providing a reason$/),
      },
    ],
    ['kills', { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/exit status 137$/) }],
    ['uncaught', { errorType: 'RangeError', errorMessage: 'later' }],
    ['rejects', { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: forgotten' }],
    ['stalls', { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/without providing a reason$/) }],
    ['hoards', { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/signal: killed$/) }],
    ['circular', { errorType: 'Runtime.JSONStringifyError', errorMessage: 'Unable to stringify response body' }],
    [
      'missingModule',
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: expect.stringContaining("Cannot find module 'not-there'"),
      },
    ],
    [
      'missingFile',
      { errorType: 'Runtime.ImportModuleError', errorMessage: expect.stringContaining("Cannot find module 'index'") },
    ],
    [
      'missingHandler',
      { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is undefined or not exported' },
    ],
    ['noFunction', { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is not a function' }],
    ['syntax', { errorType: 'Runtime.UserCodeSyntaxError', errorMessage: expect.stringContaining('SyntaxError') }],
    ['initThrows', { errorType: 'Error', errorMessage: 'no config' }],
    ['initExits', { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/exit status 9$/) }],
    ['callback24', { errorType: 'Runtime.CallbackHandlerDeprecated' }],
    ['callbackError', { errorType: 'Error', errorMessage: 'by callback' }],
    ['spawns', { errorMessage: 'The local cloud does not support child processes inside functions (execSync).' }],
    ['threads', { errorMessage: 'The local cloud does not support worker threads inside functions (Worker).' }],
    ['listens', { errorMessage: 'The local cloud does not support listening sockets inside functions (listen).' }],
    ['streams', { errorMessage: expect.stringContaining('does not support response streaming') }],
  ])('%s', async (name, expected) => {
    const { payload, functionError, status } = await cloud.invoke(name);
    expect({ functionError, status }).toEqual({ functionError: 'Unhandled', status: 200 });
    expect(payload).toMatchObject(expected);
  });

  test('a function is well again after each of them', async () => {
    for (const name of ['exits', 'uncaught', 'stalls']) {
      expect((await cloud.invoke(name)).functionError).toBe('Unhandled');
    }
    expect((await cloud.invoke('echo', 1)).payload).toBe(1);
  });

  test('a handler that never returns times out, even while it keeps its thread busy, and its log survives', async () => {
    const { payload, log } = await invokeUntilTimeout('loops', 2);
    expect(payload).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: \S{36} Error: Task timed out after 2\.00 seconds$/),
    });
    expect(log).toContain('before the loop');
    expect(log).toMatch(/Task timed out after 2\.00 seconds/);
    expect(log).toMatch(/REPORT .*Duration: 2000\.00 ms.*Status: timeout/);
  });

  test('an answer may have 6 MiB, not more', async () => {
    // Two quotes are part of the answer.
    expect((await cloud.invoke('big', { size: 6_291_554 })).functionError).toBeUndefined();
    const { payload, functionError } = await cloud.invoke('big', { size: 6_291_555 });
    expect(functionError).toBe('Unhandled');
    expect(payload).toEqual({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size (6291557 bytes) exceeded maximum allowed payload size (6291556 bytes).',
    });
  });

  test('an event may have 6 MiB, not more', async () => {
    const { payload } = await cloud.invoke('echo', 'x'.repeat(6_291_454));
    expect(String(payload)).toHaveLength(6_291_454);
    await expect(cloud.invoke('echo', 'x'.repeat(6_291_455))).rejects.toMatchObject({
      name: 'RequestEntityTooLargeException',
      $metadata: { httpStatusCode: 413 },
    });
  });

  test('the runtime hides how it is made', async () => {
    expect((await cloud.invoke('peeks')).payload).toEqual([null, null, true, null, true]);
  });
});
