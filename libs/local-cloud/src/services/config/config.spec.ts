import {
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeDeliveryChannelsCommand,
  DescribeDeliveryChannelStatusCommand,
  ListTagsForResourceCommand,
  PutConfigurationRecorderCommand,
  StartConfigurationRecorderCommand,
  StopConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { iamRoleArn, type Statement } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../cloud.ts';
import { memoryStackStore } from '../../stack-store.ts';
import { startTestCloud, type Declaration, type TestCloud, type TestCloudOptions } from '../../testing/index.ts';
import { temporaryDirectory } from '../../testing/temporary-directory.ts';
import { kms } from '../kms/index.ts';
import { s3 } from '../s3/index.ts';
import { declareRole, document, roleArn } from '../sqs/testing/sqs-cloud.ts';
import { config, DELIVERY_CHANNEL, RECORDER, RECORDER_STATUS } from './index.ts';

const services = [config, kms, s3];
const SERVICE_ROLE = iamRoleArn({
  account: DEFAULT_ACCOUNT,
  path: '/aws-service-role/config.amazonaws.com/',
  name: 'AWSServiceRoleForConfig',
});

/** What the documentation has the policy of the bucket say. */
const delivery = [
  {
    Effect: 'Allow',
    Principal: { Service: 'config.amazonaws.com' },
    Action: ['s3:GetBucketAcl', 's3:ListBucket'],
    Resource: 'arn:aws:s3:::history',
    Condition: { StringEquals: { 'aws:SourceAccount': DEFAULT_ACCOUNT } },
  },
  {
    Effect: 'Allow',
    Principal: { Service: 'config.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::history/AWSLogs/${DEFAULT_ACCOUNT}/Config/*`,
    Condition: {
      StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': DEFAULT_ACCOUNT },
    },
  },
] as const satisfies readonly Statement[];

interface World {
  readonly role?: string;
  readonly policy?: readonly Statement[];
  readonly channel?: Properties;
  readonly encryption?: Properties;
  readonly name?: string;
  readonly options?: object;
  readonly isEnabled?: boolean;
}

const serviceRole = (stack: Declaration): void =>
  void stack.resource('aws:iam/serviceLinkedRole:ServiceLinkedRole', 'config', {
    awsServiceName: 'config.amazonaws.com',
  });

function bucket(stack: Declaration, statements: readonly Statement[] = delivery): void {
  stack.resource('aws:s3/bucket:Bucket', 'history', { bucket: 'history' });
  if (statements.length > 0)
    stack.resource('aws:s3/bucketPolicy:BucketPolicy', 'history', {
      bucket: 'history',
      policy: document(...statements),
    });
}

function recorder(stack: Declaration, { name = 'default', options = {}, role = SERVICE_ROLE }: World = {}): void {
  const recordingGroup = { allSupported: true, includeGlobalResourceTypes: true };
  stack.resource(RECORDER, 'recorder', { name, roleArn: role, recordingGroup }, options);
}

function channel(stack: Declaration, { channel: inputs = {}, name = 'default', options = {} }: World = {}): void {
  stack.resource(DELIVERY_CHANNEL, 'channel', { name, s3BucketName: 'history', ...inputs }, options);
}

function whole(stack: Declaration, world: World = {}): void {
  if (world.role === undefined) serviceRole(stack);
  bucket(stack, world.policy);
  recorder(stack, world);
  channel(stack, world);
  const { isEnabled = true, name = 'default', options = {} } = world;
  stack.resource(RECORDER_STATUS, 'status', { name, isEnabled }, options);
}

const start = (declare?: (stack: Declaration) => void, options: TestCloudOptions = {}): Promise<TestCloud> =>
  startTestCloud(declare, { services, ...options });

/** Whether the recorder is on; undefined if there is none. */
async function recording(cloud: TestCloud): Promise<boolean | undefined> {
  const client = new ConfigServiceClient(cloud.deployer());
  const answer = await client.send(new DescribeConfigurationRecorderStatusCommand({}));
  client.destroy();
  return answer.ConfigurationRecordersStatus?.[0]?.recording;
}

describe('a recorder with its channel', () => {
  let cloud: TestCloud;
  let client: ConfigServiceClient;

  beforeAll(async () => {
    cloud = await start((stack) => {
      whole(stack, { channel: { snapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' } } });
      declareRole(stack, 'starter', { Effect: 'Allow', Action: 'config:StartConfigurationRecorder', Resource: '*' });
    });
    client = new ConfigServiceClient(cloud.deployer());
  });

  afterAll(async () => {
    client.destroy();
    await cloud.close();
  });

  test('is described as it is declared', async () => {
    const { ConfigurationRecorders = [] } = await client.send(new DescribeConfigurationRecordersCommand({}));
    expect(ConfigurationRecorders).toEqual([
      expect.objectContaining({
        arn: expect.stringMatching(
          /^arn:aws:config:us-east-1:123456789012:configuration-recorder\/default\/[0-9a-f]{16}$/,
        ),
        name: 'default',
        roleARN: SERVICE_ROLE,
        recordingGroup: expect.objectContaining({
          allSupported: true,
          includeGlobalResourceTypes: true,
          recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
        }),
        recordingMode: expect.objectContaining({ recordingFrequency: 'CONTINUOUS' }),
      }),
    ]);
    const ResourceArn = ConfigurationRecorders[0]?.arn;
    expect((await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual([]);
    expect((await client.send(new DescribeDeliveryChannelsCommand({}))).DeliveryChannels).toEqual([
      {
        name: 'default',
        s3BucketName: 'history',
        configSnapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
      },
    ]);
  });

  test('is on since the deployment, and has delivered nothing', async () => {
    const { ConfigurationRecordersStatus } = await client.send(new DescribeConfigurationRecorderStatusCommand({}));
    expect(ConfigurationRecordersStatus).toEqual([
      expect.objectContaining({ recording: true, lastStatus: 'PENDING', lastStartTime: new Date(cloud.clock.now()) }),
    ]);
    const { DeliveryChannelsStatus } = await client.send(new DescribeDeliveryChannelStatusCommand({}));
    expect(DeliveryChannelsStatus?.[0]?.configStreamDeliveryInfo).toEqual({ lastStatus: 'Not_Applicable' });
  });

  test('others are not there', async () => {
    const names = { ConfigurationRecorderNames: ['other'] };
    await expect(client.send(new DescribeConfigurationRecordersCommand(names))).rejects.toMatchObject({
      name: 'NoSuchConfigurationRecorderException',
    });
    const channels = new DescribeDeliveryChannelsCommand({ DeliveryChannelNames: ['other'] });
    await expect(client.send(channels)).rejects.toMatchObject({ name: 'NoSuchDeliveryChannelException' });
    const elsewhere = new ConfigServiceClient(cloud.deployer('eu-west-1'));
    expect((await elsewhere.send(new DescribeConfigurationRecordersCommand({}))).ConfigurationRecorders).toEqual([]);
    elsewhere.destroy();
  });

  test('stops and starts for whom IAM lets, and for nobody else', async () => {
    const starter = new ConfigServiceClient(cloud.role(roleArn('starter')));
    const name = { ConfigurationRecorderName: 'default' };
    await expect(starter.send(new StopConfigurationRecorderCommand(name))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    expect(await recording(cloud)).toBe(true);
    await client.send(new StopConfigurationRecorderCommand(name));
    expect(await recording(cloud)).toBe(false);
    await starter.send(new StartConfigurationRecorderCommand(name));
    expect(await recording(cloud)).toBe(true);
    const other = new StartConfigurationRecorderCommand({ ConfigurationRecorderName: 'other' });
    await expect(client.send(other)).rejects.toMatchObject({ name: 'NoSuchConfigurationRecorderException' });
    starter.destroy();
  });

  test('changes through a program only', async () => {
    const put = new PutConfigurationRecorderCommand({ ConfigurationRecorder: { name: 'default' } });
    await expect(client.send(put)).rejects.toMatchObject({ name: 'InfrastructureIsDeclared' });
  });
});

/** What `up` says; 'taken' if it takes it. */
async function up(declare: (stack: Declaration) => void): Promise<string> {
  const cloud = await start();
  try {
    await cloud.deploy(declare);
    return 'taken';
  } catch (error) {
    return (error as Error).message.replace(/^urn:\S+: /gm, '');
  } finally {
    await cloud.close();
  }
}

const [look, write] = delivery;
const insufficient = /^InsufficientDeliveryPolicyException: Insufficient delivery policy to s3 bucket: history/;

test.each([
  ['what the documentation says', delivery, /^taken$/],
  ['no policy', [], insufficient],
  ['no look at the bucket', [write], insufficient],
  ['no writing', [look], insufficient],
  ['another account', [look, { ...write, Resource: 'arn:aws:s3:::history/AWSLogs/1/Config/*' }], insufficient],
])('the policy of the bucket must let Config in: %s', async (_name, policy, answer) => {
  expect(await up((stack) => whole(stack, { policy }))).toMatch(answer);
});

const CUSTOMER_ROLE = roleArn('recorder');
const mayDeliver: Statement = {
  Effect: 'Allow',
  Action: ['s3:GetBucketAcl', 's3:PutObject'],
  Resource: ['arn:aws:s3:::history', `arn:aws:s3:::history/AWSLogs/${DEFAULT_ACCOUNT}/Config/*`],
};

test.each([
  ['config.amazonaws.com', mayDeliver, /^taken$/],
  ['config.amazonaws.com', { ...mayDeliver, Action: 's3:GetBucketAcl' }, insufficient],
  ['lambda.amazonaws.com', mayDeliver, /^InvalidRoleException: .* cannot be assumed by config.amazonaws.com/],
])(
  'a role of the customer’s that %s may take delivers with its own permissions',
  async (service, permission, answer) => {
    const declare = (stack: Declaration): void => {
      const trust = document({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });
      stack.resource('aws:iam/role:Role', 'recorder', { name: 'recorder', assumeRolePolicy: trust });
      stack.resource('aws:iam/rolePolicy:RolePolicy', 'recorder', { role: 'recorder', policy: document(permission) });
      whole(stack, { role: CUSTOMER_ROLE, policy: [] });
    };
    expect(await up(declare)).toMatch(answer);
  },
);

test.each([
  ['no role', (stack: Declaration) => recorder(stack), /^InvalidRoleException: The role \S+ .* does not exist/],
  [
    'no recorder',
    (stack: Declaration) => (bucket(stack), channel(stack)),
    /^NoAvailableConfigurationRecorderException/,
  ],
  [
    'no bucket',
    (stack: Declaration) => (serviceRole(stack), recorder(stack), channel(stack)),
    /^NoSuchBucketException: Cannot find a S3 bucket with an input bucket name 'history'/,
  ],
  [
    'no channel',
    (stack: Declaration) => {
      serviceRole(stack);
      recorder(stack);
      stack.resource(RECORDER_STATUS, 'status', { name: 'default', isEnabled: true });
    },
    /^NoAvailableDeliveryChannelException/,
  ],
  [
    'no channel, but off',
    (stack: Declaration) => {
      serviceRole(stack);
      recorder(stack);
      stack.resource(RECORDER_STATUS, 'status', { name: 'default', isEnabled: false });
    },
    /^taken$/,
  ],
  [
    'a status of another recorder',
    (stack: Declaration) => {
      whole(stack);
      stack.resource(RECORDER_STATUS, 'other', { name: 'other', isEnabled: true, region: 'eu-west-1' });
    },
    /^NoSuchConfigurationRecorderException/,
  ],
  [
    'a channel before the policy of its bucket',
    (stack: Declaration) => (serviceRole(stack), recorder(stack), channel(stack), bucket(stack)),
    /^The delivery channel does not depend on history: .*InsufficientDeliveryPolicyException/,
  ],
])('%s', async (_name, declare: (stack: Declaration) => void, answer) => {
  expect(await up(declare)).toMatch(answer);
});

test('the key of the bucket must let Config encrypt', async () => {
  const declare =
    (...statements: readonly Statement[]) =>
    (stack: Declaration): void => {
      const root = iamRoleArn({ account: DEFAULT_ACCOUNT, name: 'x' }).replace('role/x', 'root');
      const admin = { Effect: 'Allow' as const, Principal: { AWS: root }, Action: 'kms:*', Resource: '*' };
      const key = stack.resource('aws:kms/key:Key', 'key', { policy: document(admin, ...statements) });
      whole(stack, { channel: { s3KmsKeyArn: String(key.outputs['arn']) } });
    };
  const generate = { Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: '*' };
  const allowed = declare({ Effect: 'Allow', Principal: { Service: 'config.amazonaws.com' }, ...generate });
  expect(await up(allowed)).toBe('taken');
  expect(await up(declare())).toMatch(/^InvalidS3KmsKeyArnException: AccessDenied/);
});

test('recording groups that say two things at once are refused', async () => {
  const group = (recordingGroup: Properties): Promise<string> =>
    up((stack) => {
      serviceRole(stack);
      stack.resource(RECORDER, 'recorder', { roleArn: SERVICE_ROLE, recordingGroup });
    });
  expect(await group({ allSupported: false, resourceTypes: ['AWS::S3::Bucket'] })).toBe('taken');
  expect(await group({ allSupported: true, resourceTypes: ['AWS::S3::Bucket'] })).toMatch(/^InvalidRecordingGroup/);
  expect(await group({ allSupported: false })).toMatch(/it records nothing/);
  expect(await group({ allSupported: false, includeGlobalResourceTypes: true, resourceTypes: ['x'] })).toMatch(
    /global resource types/,
  );
});

describe('one recorder and one channel', () => {
  test('of another name a second one is refused in AWS’s words', async () => {
    const cloud = await start(whole);
    const second = cloud.deploy((stack) => recorder(stack, { name: 'second' }), 'other');
    await expect(second).rejects.toThrow(
      "MaxNumberOfConfigurationRecordersExceededException: Failed to put configuration recorder 'second' because the maximum " +
        'number of configuration recorders: 1 is reached.',
    );
    await expect(cloud.deploy((stack) => channel(stack, { name: 'second' }), 'other')).rejects.toThrow(
      'MaxNumberOfDeliveryChannelsExceededException',
    );
    await cloud.close();
  });

  test('of the same name it would be overwritten, by two programs in turn', async () => {
    const cloud = await start(whole);
    await expect(cloud.deploy((stack) => recorder(stack), 'other')).rejects.toThrow(
      'The configuration recorder default of us-east-1 is that of the stack test.',
    );
    await cloud.close();
  });

  test('retained it goes on recording without a stack, and is taken over by name', async () => {
    const options = { root: temporaryDirectory(), store: memoryStackStore() };
    const cloud = await start((stack) => whole(stack, { options: { retainOnDelete: true } }), options);
    // Bucket and role go with the stack: AWS does not ask a recorder that it has already.
    await cloud.cloud.remove('test');
    expect(await recording(cloud)).toBe(true);
    await expect(cloud.deploy((stack) => whole(stack, { name: 'second' }), 'next')).rejects.toThrow('MaxNumberOf');
    await cloud.close();

    const again = await start(undefined, options);
    expect(await recording(again)).toBe(true);
    await again.deploy((stack) => whole(stack, { isEnabled: false }), 'next');
    expect(await recording(again)).toBe(false);
    await again.cloud.remove('next');
    expect(await recording(again)).toBeUndefined();
    await again.close();
  });
});

test('a recorder stopped by hand stays so until the program says something else', async () => {
  const options = { root: temporaryDirectory(), store: memoryStackStore() };
  const first = await start(whole, options);
  const client = new ConfigServiceClient(first.deployer());
  await client.send(new StopConfigurationRecorderCommand({ ConfigurationRecorderName: 'default' }));
  client.destroy();
  await first.deploy(whole);
  expect(await recording(first)).toBe(false);
  await first.close();

  const second = await start(undefined, options);
  expect(await recording(second)).toBe(false);
  await second.deploy((stack) => whole(stack, { isEnabled: false }));
  await second.deploy((stack) => whole(stack));
  expect(await recording(second)).toBe(true);
  await second.close();
});
