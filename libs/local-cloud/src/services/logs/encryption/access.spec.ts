import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CancelKeyDeletionCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import type { Properties } from '@palisade/local-engine';
import type { ClientConfig, Declaration } from '../../../testing/index.ts';
import { startEncryptedCloud, type EncryptedCloud } from '../testing/encrypted-cloud.ts';
import { arnOf, declareApp, declareKey, keyPolicy } from '../testing/encrypted-logs.ts';

const REFUSED =
  /^The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:us-east-1:123456789012:log-group:\/app'/;

let logs: EncryptedCloud;
let roles: Map<string, string>;

interface Statement {
  readonly Action: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const READ: Statement = { Action: ['logs:GetLogEvents', 'logs:FilterLogEvents'] };
const decrypt = (Condition?: Statement['Condition']): Statement => ({
  Action: ['kms:Decrypt'],
  ...(Condition && { Condition }),
});
const via = (service: string) => ({ StringEquals: { 'kms:ViaService': service } });
const forGroup = (group: string) => ({ StringEquals: { 'kms:EncryptionContext:aws:logs:arn': arnOf(group) } });

const policyOf = (statements: readonly Statement[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement })),
  });

function declareRole(stack: Declaration, name: string, ...statements: readonly Statement[]): void {
  const role = stack.resource('aws:iam/role:Role', name, {
    name,
    assumeRolePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    }),
  });
  stack.resource('aws:iam/rolePolicy:RolePolicy', name, { role: role.id, policy: policyOf(statements) });
  roles.set(name, String(role.outputs['arn']));
}

interface Program {
  readonly key?: Properties;
  /** Undefined: the key has left the program. */
  readonly withKey?: boolean;
  readonly reader?: readonly Statement[];
}

function program({ key = {}, withKey = true, reader = [READ, decrypt()] }: Program = {}) {
  return (stack: Declaration): void => {
    const arn = withKey ? declareKey(stack, 'key', key) : keyArn;
    declareApp(stack, arn);
    keyArn = arn;
    declareRole(stack, 'reader', ...reader);
    declareRole(stack, 'logs-only', READ);
    declareRole(stack, 'via-logs', READ, decrypt(via('logs.us-east-1.amazonaws.com')));
    declareRole(stack, 'via-s3', READ, decrypt(via('s3.us-east-1.amazonaws.com')));
    declareRole(stack, 'via-other-region', READ, decrypt(via('logs.eu-west-1.amazonaws.com')));
    declareRole(stack, 'for-app', READ, decrypt(forGroup('/app')));
    declareRole(stack, 'for-other', READ, decrypt(forGroup('/other')));
    declareRole(stack, 'key-only', decrypt());
    declareRole(stack, 'writer', { Action: ['logs:PutLogEvents'] });
  };
}

let keyArn = '';
const deploy = (next: Program = {}) => logs.cloud.deploy(program(next));
const as = (name: string): ClientConfig => logs.cloud.role(roles.get(name) ?? '');

beforeEach(async () => {
  roles = new Map();
  logs = await startEncryptedCloud(program());
  await logs.createStream();
});
afterEach(() => logs.cloud.close());

describe('a reader needs kms:Decrypt on the key beside the permission on the group', () => {
  test.each([
    ['reader', true],
    ['via-logs', true],
    ['for-app', true],
    ['logs-only', false],
    ['via-s3', false],
    ['via-other-region', false],
    ['for-other', false],
    ['key-only', false],
  ])('%s: %s', async (role, allowed) => {
    await logs.put('one');
    for (const read of [() => logs.read(as(role)), () => logs.filter(as(role))]) {
      if (allowed) expect(await read()).toEqual(['one']);
      else await expect(read()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    }
  });

  test('and is told which permission is missing', async () => {
    await logs.put('one');
    await expect(logs.read(as('logs-only'))).rejects.toThrow(
      `assumed-role/logs-only/test is not authorized to perform: kms:Decrypt on resource: ${keyArn}`,
    );
  });

  test('which a narrowed session has lost, whoever read before', async () => {
    await logs.put('one');
    expect(await logs.read(as('reader'))).toEqual(['one']);
    const narrowed = logs.cloud.cloud.host.roleCredentials({
      roleArn: roles.get('reader') ?? '',
      sessionName: 'narrow',
      duration: 3600,
      policy: policyOf([READ]),
    });
    await expect(logs.read(logs.cloud.withCredentials(narrowed))).rejects.toThrow(/kms:Decrypt/);
  });

  test('from the first read after a change of its policies on', async () => {
    await logs.put('one');
    expect(await logs.read(as('reader'))).toEqual(['one']);
    await deploy({ reader: [READ] });
    await expect(logs.read(as('reader'))).rejects.toThrow(/kms:Decrypt/);
    await deploy();
    expect(await logs.read(as('reader'))).toEqual(['one']);
  });

  test('a writer needs none: writing is what the service does with the key', async () => {
    const client = logs.client(as('writer'));
    const logEvents = [{ timestamp: logs.cloud.clock.now(), message: 'one' }];
    await client.send(new PutLogEventsCommand({ logGroupName: '/app', logStreamName: 's', logEvents }));
    expect(await logs.read()).toEqual(['one']);
  });

  test('nothing of that holds for a group without a key', async () => {
    await logs.cloud.deploy((stack) => {
      declareApp(stack);
      declareRole(stack, 'logs-only', READ);
    });
    await logs.put('one');
    expect(await logs.read(as('logs-only'))).toEqual(['one']);
  });

  test('every page is one question about the caller; the service is asked once', async () => {
    await logs.put('one');
    for (let page = 0; page < 3; page++) await logs.read(as('reader'));
    const asked = logs.cloud.cloud.decisions.list().filter(({ action }) => action === 'kms:Decrypt');
    const by = (name: string) => asked.filter(({ principal }) => principal.includes(name));
    expect(by('assumed-role/reader')).toHaveLength(3);
    expect(by('logs.us-east-1.amazonaws.com')).toHaveLength(1);
  });
});

describe.each<[string, Program]>([
  ['disabled', { key: { isEnabled: false } }],
  ['waiting for its deletion', { withKey: false }],
  ['closed to CloudWatch Logs by its policy', { key: { policy: keyPolicy({ service: 'sns.amazonaws.com' }) } }],
  ['closed to the group by its policy', { key: { policy: keyPolicy({ groups: [arnOf('/other')] }) } }],
])('a key that is %s', (_, broken) => {
  test('stops writes and reads at once, and everything is there when it is back', async () => {
    await logs.put('before');
    expect(await logs.read(as('reader'))).toEqual(['before']);
    await deploy(broken);
    await expect(logs.put('refused')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(REFUSED),
    });
    for (const read of [logs.read(), logs.filter(), logs.read(as('reader'))]) {
      await expect(read).rejects.toMatchObject({
        name: 'AccessDeniedException',
        message: expect.stringMatching(REFUSED),
      });
    }
    await deploy();
    await logs.put('after');
    expect(await logs.read(as('reader'))).toEqual(['before', 'after']);
  });

  test("drops services' deliveries and tells the operator once", async () => {
    logs.write('before');
    await deploy(broken);
    for (let at = 0; at < 5; at++) expect(logs.write('lost')).toBe(true);
    expect(logs.cloud.log).toEqual([
      expect.stringMatching(/^logs: events for \/app are dropped: The specified KMS key/),
    ]);
    await deploy();
    logs.write('after');
    expect(await logs.read()).toEqual(['before', 'after']);
    await deploy(broken);
    logs.write('lost');
    expect(logs.cloud.log).toHaveLength(2);
  });
});

test('the API of KMS has the same effect: disable, enable, schedule the deletion, cancel it', async () => {
  const client = new KMSClient(logs.cloud.deployer());
  const KeyId = keyArn;
  await logs.put('one');
  for (const [stop, resume] of [
    [() => client.send(new DisableKeyCommand({ KeyId })), undefined],
    [
      () => client.send(new ScheduleKeyDeletionCommand({ KeyId })),
      () => client.send(new CancelKeyDeletionCommand({ KeyId })),
    ],
  ] as const) {
    await stop();
    await expect(logs.put('refused')).rejects.toThrow(REFUSED);
    await expect(logs.read()).rejects.toThrow(REFUSED);
    await resume?.();
    await client.send(new EnableKeyCommand({ KeyId }));
    expect(await logs.read()).toEqual(['one']);
  }
  await logs.put('two');
  expect(await logs.read()).toEqual(['one', 'two']);
});

test('a rotated key opens what it encrypted before', async () => {
  await logs.put('one');
  await new KMSClient(logs.cloud.deployer()).send(new RotateKeyOnDemandCommand({ KeyId: keyArn }));
  await logs.put('two');
  expect(await logs.read()).toEqual(['one', 'two']);
});
