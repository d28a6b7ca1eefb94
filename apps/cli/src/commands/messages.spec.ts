import { beforeAll, describe, expect, test } from '@jest/globals';
import { callAws } from '../cloud/aws-call.ts';
import { openSandbox, writeProgram, type Sandbox } from '../testing/command.ts';
import { findWorkspace } from '../workspace.ts';

/** A function whose failed events go to a queue, and a topic that mails. `code` is the body of its handler. */
const program = (code: string): string => `
const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] };
const queue = new aws.sqs.Queue('dead', { name: 'dead' }, { provider });
const topic = new aws.sns.Topic('news', { name: 'news' }, { provider });
new aws.sns.TopicSubscription('mail', { topic: topic.arn, protocol: 'email', endpoint: 'somebody@example.com' }, { provider });
const role = new aws.iam.Role('worker', { name: 'worker', assumeRolePolicy: trust }, { provider });
const policy = new aws.iam.RolePolicy('worker', { role: role.name, policy: { Version: '2012-10-17', Statement: [
  { Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage', 'sns:Publish', 'xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' },
] } }, { provider });
const logs = new aws.cloudwatch.LogGroup('worker', { name: '/aws/lambda/worker' }, { provider });
const worker = new aws.lambda.Function('worker', {
  name: 'worker', role: role.arn, tracingConfig: { mode: 'Active' }, runtime: 'nodejs24.x', handler: 'index.handler', deadLetterConfig: { targetArn: queue.arn },
  code: new pulumi.asset.AssetArchive({ 'index.js': new pulumi.asset.StringAsset(${JSON.stringify(`exports.handler = async (event) => { ${code} };`)}) }),
}, { provider, dependsOn: [policy, logs] });
new aws.lambda.FunctionEventInvokeConfig('worker', { functionName: worker.name, maximumRetryAttempts: 0 }, { provider });
`;

describe('failed events and mails', () => {
  let cloud: Sandbox;
  const stack = (code: string): string[] => ['--cwd', writeProgram(program(code)), '--stack', 'dev'];
  const failing = stack("console.log('failed ' + event.name); throw new Error('not yet');");

  beforeAll(async () => {
    cloud = await openSandbox();
    expect((await cloud.run('up', ...failing)).code).toBe(0);
  });

  const call = (request: Omit<Parameters<typeof callAws>[1], 'region'>): Promise<string> => {
    const workspace = findWorkspace({ ...process.env, PALISADE_HOME: cloud.home, PALISADE_PORT: String(cloud.port) });
    return callAws(workspace, { region: 'us-east-1', ...request });
  };

  const waiting = async (): Promise<number> => {
    const { stdout } = await cloud.run('dlq', 'list', '--json', ...failing);
    return (JSON.parse(stdout) as { messages: number }).messages;
  };

  test('what a function fails is listed, and redriven once the function can do it', async () => {
    await call({
      service: 'lambda',
      path: '/2015-03-31/functions/worker/invocations',
      headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'Event' },
      body: JSON.stringify({ name: 'event-7' }),
    });
    while ((await waiting()) === 0);
    const { stdout: table } = await cloud.run('dlq', 'list', ...failing);
    expect(table).toMatch(/^dead +1 {2}events of worker\n$/);

    const mended = stack("console.log('done ' + event.name);");
    expect((await cloud.run('up', ...mended)).code).toBe(0);
    const { code, stdout } = await cloud.run('dlq', 'redrive', ...mended);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'dead: 1 redriven to worker.\n' });
    let log = '';
    while (!log.includes('done event-7')) log = (await cloud.run('logs', ...mended)).stdout;
    expect(await waiting()).toBe(0);
  });

  test('its runs are traced', async () => {
    const { code, stdout } = await cloud.run('traces', '--last', '2', ...failing);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^1-[0-9a-f]{8}-[0-9a-f]{24}\n {2}worker AWS::Lambda \d+ ms \+ \d+ ms 200\n {4}worker AWS::Lambda::Function .*fault\n/,
    );
    const wrong = await cloud.run('traces', '--last', 'all', ...failing);
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('--last must be a whole number') });
  });

  test('a stack without such a queue says so', async () => {
    const { code, stderr } = await cloud.run('dlq', 'redrive', '--queue', 'other', ...failing);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'error: dev has no dead-letter queue other.\n' });
  });

  test('mails lie in the inbox', async () => {
    await call({
      service: 'sns',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        Action: 'Publish',
        Version: '2010-03-31',
        TopicArn: ['arn:aws:sns', 'us-east-1', '111122223333', 'news'].join(':'),
        Subject: 'Read this',
        Message: 'it is done',
      }).toString(),
    });
    let mails = '';
    while (mails === '') mails = (await cloud.run('inbox', '--topic', 'news')).stdout;
    expect(mails).toMatch(/news to somebody@example.com\nRead this\n\nit is done/);
    expect((await cloud.run('inbox', '--topic', 'other')).stdout).toBe('');
  });
});

test('without a cloud there is no inbox', async () => {
  const { code, stderr } = await (await openSandbox()).run('inbox');
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('is not running') });
});
