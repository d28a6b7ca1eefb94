import { afterEach, describe, expect, test } from '@jest/globals';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  DeleteDataProtectionPolicyCommand,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  GetDataProtectionPolicyCommand,
  GetLogEventsCommand,
  PutDataProtectionPolicyCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { MetricSample } from '../../../kernel/metrics.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import {
  startTestCloud,
  type ClientConfig,
  type Declaration,
  type TestCloud,
  type TestCloudOptions,
} from '../../../testing/index.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { kms } from '../../kms/index.ts';
import { logs, type MetricDatum } from '../index.ts';
import { LOG_DATA_PROTECTION_POLICY } from '../resources/log-data-protection-policy.ts';
import { LOG_GROUP } from '../resources/log-group.ts';
import { LOG_METRIC_FILTER } from '../resources/log-metric-filter.ts';
import { declareKey } from '../testing/encrypted-logs.ts';
import { policyDocument } from '../testing/policy-document.ts';

const SECRET = 'card 4539 5787 6362 1486';
const MASKED = 'card *******************';

interface Program {
  readonly document?: string;
  readonly encrypted?: boolean;
  readonly withGroup?: boolean;
}

const roles = new Map<string, string>();
let cloud: TestCloud;

function program({ document, encrypted = false, withGroup = true }: Program = {}) {
  return (stack: Declaration): void => {
    if (withGroup) {
      const key = encrypted ? { kmsKeyId: declareKey(stack, 'key') } : {};
      stack.resource(LOG_GROUP, 'app', { name: '/app', ...key });
    }
    stack.resource(LOG_GROUP, 'findings', { name: '/findings' });
    stack.resource(LOG_METRIC_FILTER, 'cards', {
      name: 'cards',
      pattern: '4539',
      logGroupName: '/findings',
      metricTransformation: { name: 'Cards', namespace: 'App', value: '1' },
    });
    for (const [name, pattern] of Object.entries({ clear: '4539', masked: '"****"' }))
      if (withGroup)
        stack.resource(LOG_METRIC_FILTER, name, {
          name,
          pattern,
          logGroupName: '/app',
          metricTransformation: { name, namespace: 'App', value: '1' },
        });
    if (document !== undefined)
      stack.resource(LOG_DATA_PROTECTION_POLICY, 'protection', { logGroupName: '/app', policyDocument: document });
    for (const [name, actions] of Object.entries({
      reader: ['logs:GetLogEvents', 'logs:FilterLogEvents'],
      officer: ['logs:GetLogEvents', 'logs:FilterLogEvents', 'logs:Unmask'],
    }))
      declareRole(stack, name, actions);
  };
}

function declareRole(stack: Declaration, name: string, Action: readonly string[]): void {
  const role = stack.resource('aws:iam/role:Role', name, {
    name,
    assumeRolePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    }),
  });
  const Resource = 'arn:aws:logs:us-east-1:123456789012:log-group:/app:*';
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });
  stack.resource('aws:iam/rolePolicy:RolePolicy', name, { role: role.id, policy });
  roles.set(name, String(role.outputs['arn']));
}

async function start(next: Program = {}, options: TestCloudOptions = {}): Promise<void> {
  cloud = await startTestCloud(program(next), { ...options, services: [kms, logs] });
}

async function deploy(next: Program): Promise<void> {
  cloud.clock.advance(1000);
  await cloud.deploy(program(next));
  cloud.clock.advance(1000);
}

afterEach(() => cloud.close());

const as = (name: string): ClientConfig => cloud.role(roles.get(name) ?? '');
const client = (config: ClientConfig = cloud.deployer()) => new CloudWatchLogsClient(config);
const write = (...texts: readonly string[]): void => {
  const events = texts.map((message) => ({ timestamp: cloud.clock.now(), message }));
  cloud.cloud.host.state(logs).write('us-east-1', '/app', 's', events);
};
const stream = { logGroupName: '/app', logStreamName: 's' };

async function get(config?: ClientConfig, unmask?: boolean): Promise<(string | undefined)[]> {
  const command = new GetLogEventsCommand({ ...stream, startFromHead: true, ...(unmask !== undefined && { unmask }) });
  return ((await client(config).send(command)).events ?? []).map(({ message }) => message);
}

async function filter(filterPattern = '', config?: ClientConfig, unmask?: boolean): Promise<(string | undefined)[]> {
  const command = new FilterLogEventsCommand({
    logGroupName: '/app',
    filterPattern,
    ...(unmask !== undefined && { unmask }),
  });
  return ((await client(config).send(command)).events ?? []).map(({ message }) => message);
}

describe('a reader of a protected group', () => {
  test('sees asterisks, as many as there are characters, wherever the events came from', async () => {
    await start({ document: policyDocument() });
    write(SECRET, 'fine');
    await client().send(new CreateLogStreamCommand({ ...stream, logStreamName: 't' }));
    const logEvents = [{ timestamp: cloud.clock.now(), message: `{"cardNumber":"4539578763621486"}` }];
    await client().send(new PutLogEventsCommand({ ...stream, logStreamName: 't', logEvents }));
    expect(await get(as('reader'))).toEqual([MASKED, 'fine']);
    expect(await filter('', as('reader'))).toEqual([MASKED, 'fine', '{"cardNumber":"****************"}']);
  });

  test('sees what is stored if he may unmask and asks for it, else he is denied', async () => {
    await start({ document: policyDocument() });
    write(SECRET);
    expect(await get(as('officer'))).toEqual([MASKED]);
    expect(await get(as('officer'), false)).toEqual([MASKED]);
    expect(await get(as('officer'), true)).toEqual([SECRET]);
    expect(await filter('', as('officer'), true)).toEqual([SECRET]);
    const denied = { name: 'AccessDeniedException', message: expect.stringContaining('logs:Unmask') };
    await expect(get(as('reader'), true)).rejects.toMatchObject(denied);
    await expect(filter('', as('reader'), true)).rejects.toMatchObject(denied);
  });

  test('cannot find out by a pattern what he does not see', async () => {
    await start({ document: policyDocument() });
    write(SECRET);
    expect(await filter('4539', as('reader'))).toEqual([]);
    expect(await filter('"****"', as('reader'))).toEqual([MASKED]);
    expect(await filter('4539', as('officer'), true)).toEqual([SECRET]);
  });

  test('sees the same if the group is encrypted', async () => {
    await start({ document: policyDocument(), encrypted: true });
    write(SECRET);
    expect(await get()).toEqual([MASKED]);
    expect(await get(undefined, true)).toEqual([SECRET]);
  });
});

describe('a policy', () => {
  test('is about what comes in under it: nothing before, nothing after, and that for good', async () => {
    await start();
    write(SECRET);
    await deploy({ document: policyDocument() });
    write(SECRET);
    await deploy({});
    write(SECRET);
    expect(await get()).toEqual([SECRET, MASKED, SECRET]);
    await deploy({ document: policyDocument({ identifiers: ['EmailAddress'] }) });
    write(`${SECRET} of a@example.com`);
    expect(await get()).toEqual([SECRET, MASKED, SECRET, `${SECRET} of *************`]);
  });

  test('that changes within a millisecond masks what either masks', async () => {
    await start({ document: policyDocument() });
    write(SECRET);
    await cloud.deploy(program());
    expect(await get()).toEqual([MASKED]);
  });

  test('holds after a restart for the same events as before', async () => {
    const place = { root: temporaryDirectory(), store: memoryStackStore() };
    await start({}, place);
    write(SECRET);
    await deploy({ document: policyDocument() });
    write(SECRET);
    const { clock } = cloud;
    await cloud.close();
    clock.advance(60_000);
    cloud = await startTestCloud(undefined, { ...place, clock, services: [kms, logs] });
    write(SECRET);
    expect(await get()).toEqual([SECRET, MASKED, MASKED]);
    expect(await get(undefined, true)).toEqual([SECRET, SECRET, SECRET]);
  });

  test('is about what comes in under it, though the clock be set back', async () => {
    await start({ document: policyDocument() });
    cloud.clock.advance(-60_000);
    write(SECRET);
    await client().send(new CreateLogStreamCommand({ ...stream, logStreamName: 't' }));
    const logEvents = [{ timestamp: cloud.clock.now(), message: SECRET }];
    await client().send(new PutLogEventsCommand({ ...stream, logStreamName: 't', logEvents }));
    await cloud.deploy(program());
    expect(await filter()).toEqual([MASKED, MASKED]);
  });

  test('that goes while the clock is set back holds for all that came in under it', async () => {
    await start({ document: policyDocument() });
    cloud.clock.advance(60_000);
    write(SECRET);
    cloud.clock.advance(-30_000);
    write('nothing to hide');
    await deploy({});
    expect(await get()).toEqual(['nothing to hide', MASKED]);
    cloud.clock.advance(60_000);
    write(SECRET);
    expect(await get()).toEqual(['nothing to hide', MASKED, SECRET]);
  });

  test('is shown, and what has become of it', async () => {
    const status = async () =>
      (await client().send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/app' }))).logGroups?.[0]
        ?.dataProtectionStatus;
    const policy = () => client().send(new GetDataProtectionPolicyCommand({ logGroupIdentifier: '/app' }));
    await start();
    expect(await status()).toBeUndefined();
    expect(await policy()).toMatchObject({ logGroupIdentifier: '/app' });
    expect((await policy()).policyDocument).toBeUndefined();
    const document = policyDocument();
    await deploy({ document });
    expect(await status()).toBe('ACTIVATED');
    expect(await policy()).toMatchObject({ policyDocument: document, lastUpdatedTime: cloud.clock.now() - 1000 });
    await deploy({});
    expect(await status()).toBe('DELETED');
    const missing = client().send(new GetDataProtectionPolicyCommand({ logGroupIdentifier: '/none' }));
    await expect(missing).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('changes through a program only', async () => {
    await start({ document: policyDocument() });
    const put = new PutDataProtectionPolicyCommand({ logGroupIdentifier: '/app', policyDocument: policyDocument() });
    await expect(client().send(put)).rejects.toMatchObject({ name: 'InfrastructureIsDeclared' });
    const gone = new DeleteDataProtectionPolicyCommand({ logGroupIdentifier: '/app' });
    await expect(client().send(gone)).rejects.toMatchObject({ name: 'InfrastructureIsDeclared' });
  });

  test('needs its group and the one for its findings, and is the only one of its group', async () => {
    await start();
    await expect(cloud.deploy(program({ document: policyDocument(), withGroup: false }))).rejects.toThrow(
      'ResourceNotFoundException: The specified log group does not exist. (/app in us-east-1)',
    );
    await expect(cloud.deploy(program({ document: policyDocument({ findings: '/none' }) }))).rejects.toThrow(
      'The specified log group does not exist. (/none in us-east-1)',
    );
    const second = (stack: Declaration): void => {
      program({ document: policyDocument() })(stack);
      stack.resource(LOG_DATA_PROTECTION_POLICY, 'second', { logGroupName: '/app', policyDocument: policyDocument() });
    };
    await expect(cloud.deploy(second)).rejects.toThrow('/app has another data protection policy already.');
  });
});

describe('what comes in', () => {
  test('reaches metric filters masked', async () => {
    const names: string[] = [];
    await start({ document: policyDocument() });
    cloud.cloud.host.state(logs).onMetric((_region, { name }: MetricDatum) => void names.push(name));
    write(SECRET);
    expect(names).toEqual(['masked']);
    await deploy({});
    write(SECRET);
    expect(names).toEqual(['masked', 'clear']);
  });

  test('is counted once for each event with findings', async () => {
    const samples: MetricSample[] = [];
    await start({ document: policyDocument() });
    cloud.cloud.host.metrics.onSample((sample) => void samples.push(sample));
    write('fine');
    expect(samples).toEqual([]);
    write(`${SECRET}, ${SECRET}`, 'fine', SECRET);
    expect(samples).toEqual([
      {
        region: 'us-east-1',
        namespace: 'AWS/Logs',
        name: 'LogEventsWithFindings',
        dimensions: [{}, { DataProtectionOperation: 'Audit', LogGroupName: '/app' }],
        value: 2,
        unit: 'None',
        timestamp: cloud.clock.now(),
      },
    ]);
  });

  test('is reported event by event, without what was found', async () => {
    await start({
      document: policyDocument({ findings: '/findings', identifiers: ['CreditCardNumber', 'EmailAddress'] }),
    });
    write(`a@example.com: ${SECRET}, b@example.com`, 'fine', SECRET);
    const { events = [] } = await client().send(new FilterLogEventsCommand({ logGroupName: '/findings' }));
    expect(events.map(({ message }) => JSON.parse(message ?? '') as unknown)).toEqual([
      {
        auditTimestamp: new Date(cloud.clock.now()).toISOString().replace(/\.\d+/, ''),
        resourceArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/app:*',
        dataIdentifiers: [
          { name: 'CreditCardNumber', count: 1, detections: [{ start: 21, end: 39 }] },
          {
            name: 'EmailAddress',
            count: 2,
            detections: [
              { start: 1, end: 13 },
              { start: 42, end: 54 },
            ],
          },
        ],
      },
      expect.objectContaining({ dataIdentifiers: [expect.objectContaining({ count: 1 })] }),
    ]);
    expect(JSON.stringify(events)).not.toMatch(/4539|example\.com/);
  });

  test('does not report reports for ever', async () => {
    await start({
      document: policyDocument({ findings: '/app', identifiers: [], custom: { Word: '[a-z]+' } }),
    });
    write('abc');
    expect(await filter('auditTimestamp', undefined, true)).toHaveLength(1);
  });
});
