import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { FunctionCloud, ownLogs, type FunctionDeclaration } from '../testing/function-cloud.ts';

const chatty = `
console.log('at init');
exports.handler = async (event) => {
  console.debug('debug'); console.info('info %d', 7); console.warn('warn', { a: 1 }); console.error(new TypeError('seen'));
  console.log({ structured: true });
  process.stdout.write('raw line\\nand '); process.stdout.write('another\\n');
  process.stderr.write(JSON.stringify({ level: 'debug', own: true }) + '\\n');
  process.stdout.write(JSON.stringify({ level: 'ERROR', own: true }) + '\\n');
  console.log('two\\nlines');
  if (event.fail) throw new Error('failed');
};`;

const json = (levels: Properties): Properties => ({ loggingConfig: { logFormat: 'JSON', ...levels } });
const chat = (inputs: Properties = {}, statements: readonly object[] = [ownLogs]): FunctionDeclaration => ({
  files: { 'index.js': chatty },
  inputs,
  statements,
});

let cloud: FunctionCloud;

beforeAll(async () => {
  cloud = await FunctionCloud.start({
    text: chat(),
    json: chat(json({})),
    quiet: chat(json({ applicationLogLevel: 'ERROR', systemLogLevel: 'WARN' })),
    verbose: chat(json({ applicationLogLevel: 'DEBUG', systemLogLevel: 'DEBUG' })),
    custom: chat({ loggingConfig: { logFormat: 'Text', logGroup: '/custom/group' } }),
    mute: chat({}, []),
    noGroup: chat({}, [{ ...ownLogs, Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] }]),
    closed: chat({}, [
      ownLogs,
      {
        Effect: 'Deny',
        Action: 'logs:PutLogEvents',
        Resource: '*',
        Condition: { ArnLike: { 'lambda:SourceFunctionArn': 'arn:aws:lambda:*:*:function:closed' } },
      },
    ]),
    broken: { files: { 'index.js': 'throw new Error("at init")' } },
    brokenJson: { files: { 'index.js': 'throw new Error("at init")' }, inputs: json({}) },
  });
});
afterAll(async () => cloud.close());

const objects = (lines: readonly string[]): readonly Record<string, unknown>[] =>
  lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);

describe('text format', () => {
  test('has Lambda’s lines around the function’s', async () => {
    await cloud.invoke('text');
    const lines = await cloud.log('/aws/lambda/text');
    const id = /^START RequestId: (\S{36}) Version: \$LATEST$/.exec(
      lines.find((line) => line.startsWith('START')) ?? '',
    )?.[1];
    const time = '\\d{4}-\\d\\d-\\d\\dT[\\d:.]{12}Z';
    const expected = [
      '^INIT_START Runtime Version: nodejs:24',
      `^${time}\tundefined\tINFO\tat init$`.replace('undefined', ''),
      `^START RequestId: ${id}`,
      `^${time}\t${id}\tDEBUG\tdebug$`,
      `^${time}\t${id}\tINFO\tinfo 7$`,
      `^${time}\t${id}\tWARN\twarn \\{ a: 1 \\}$`,
      `^${time}\t${id}\tERROR\tTypeError: seen`,
      `^${time}\t${id}\tINFO\t\\{ structured: true \\}$`,
      '^raw line$',
      '^and another$',
      '^\\{"level":"debug","own":true\\}$',
      '^\\{"level":"ERROR","own":true\\}$',
      `^${time}\t${id}\tINFO\ttwo\nlines$`,
      `^END RequestId: ${id}$`,
      `^REPORT RequestId: ${id}\tDuration: [\\d.]+ ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\tMax Memory Used: \\d+ MB\tInit Duration: [\\d.]+ ms$`,
    ];
    expect(lines).toHaveLength(expected.length);
    expected.forEach((pattern, index) => expect(lines[index]).toMatch(new RegExp(pattern)));
  });

  test('says once how long the initialisation took', async () => {
    const { log } = await cloud.invoke('text');
    expect(log).toMatch(/REPORT/);
    expect(log).not.toMatch(/Init Duration/);
  });

  test('reports the error of an invocation and of an initialisation', async () => {
    expect((await cloud.invoke('text', { fail: true })).log).toMatch(
      /ERROR\tInvoke Error\s+\{"errorType":"Error","errorMessage":"failed","stack":\["Error: failed"/,
    );
    await cloud.invoke('broken');
    const lines = await cloud.log('/aws/lambda/broken');
    expect(lines.join('\n')).toMatch(/ERROR\tUncaught Exception\s+\{"errorType":"Error","errorMessage":"at init"/);
    expect(lines.at(-1)).toMatch(
      /^INIT_REPORT Init Duration: [\d.]+ ms\tPhase: init\tStatus: error\tError Type: Error$/,
    );
  });

  test('goes to the log group the function names', async () => {
    await cloud.invoke('custom');
    expect(await cloud.log('/custom/group')).not.toHaveLength(0);
  });
});

describe('JSON format', () => {
  test('every event is an object with time, level and request', async () => {
    await cloud.invoke('json');
    const lines = await cloud.log('/aws/lambda/json');
    const events = objects(lines);
    expect(events.map((event) => event['type']).filter(Boolean)).toEqual([
      'platform.initStart',
      'platform.start',
      'platform.report',
    ]);
    expect(events).toContainEqual({ timestamp: expect.any(String), level: 'INFO', message: 'at init' });
    expect(events).toContainEqual({
      timestamp: expect.any(String),
      level: 'INFO',
      requestId: expect.any(String),
      message: { structured: true },
    });
    expect(events).toContainEqual(
      expect.objectContaining({
        level: 'ERROR',
        message: expect.objectContaining({ errorType: 'TypeError', errorMessage: 'seen' }),
      }),
    );
    expect(events.filter((event) => event['level'] === 'DEBUG')).toEqual([]);
    // A structured line is filtered by its own level, another one passes as it is.
    expect(events.filter((event) => event['own'] === true)).toEqual([{ level: 'ERROR', own: true }]);
    expect(lines).toContain('raw line');
  });

  test('the levels of the function decide what is kept', async () => {
    await cloud.invoke('quiet');
    const quiet = objects(await cloud.log('/aws/lambda/quiet'));
    expect(quiet.map((event) => event['level'])).toEqual(['ERROR', 'ERROR']);
    await cloud.invoke('quiet', { fail: true });
    const failed = objects(await cloud.log('/aws/lambda/quiet'));
    expect(failed.filter((event) => event['type'] === 'platform.report')).toEqual([
      expect.objectContaining({ record: expect.objectContaining({ status: 'error', errorType: 'Error' }) }),
    ]);
    await cloud.invoke('verbose');
    const verbose = objects(await cloud.log('/aws/lambda/verbose'));
    expect(verbose.map((event) => event['type'])).toContain('platform.runtimeDone');
    expect(verbose.map((event) => event['message'])).toContain('debug');
  });

  test('an initialisation that fails is reported', async () => {
    await cloud.invoke('brokenJson');
    expect(objects(await cloud.log('/aws/lambda/brokenJson')).at(-1)).toMatchObject({
      type: 'platform.initReport',
      record: { status: 'error', errorType: 'Error' },
    });
  });
});

describe('the log is written as the function’s role', () => {
  const exists = async (group: string): Promise<boolean> =>
    cloud.log(group).then(
      () => true,
      () => false,
    );

  test('with its permissions it makes the group and writes', async () => {
    expect(await exists('/aws/lambda/text')).toBe(true);
  });

  test.each(['mute', 'noGroup'])('%s leaves no log, and runs all the same', async (name) => {
    expect((await cloud.invoke(name)).functionError).toBeUndefined();
    expect(await exists(`/aws/lambda/${name}`)).toBe(false);
  });

  test('a Deny on lambda:SourceFunctionArn covers it', async () => {
    expect((await cloud.invoke('closed')).functionError).toBeUndefined();
    expect(await cloud.log('/aws/lambda/closed')).toEqual([]);
  });
});
