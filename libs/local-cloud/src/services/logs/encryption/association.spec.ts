import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { kmsAliasArn, kmsKeyArn } from '@palisade/policies';
import { startTestCloud, type Declaration, type TestCloud } from '../../../testing/index.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { kms } from '../../kms/index.ts';
import { logs } from '../index.ts';
import { LOG_GROUP } from '../resources/log-group.ts';
import { arnOf, declareApp, declareKey, keyPolicy, LOGS_ACTIONS } from '../testing/encrypted-logs.ts';

const place = { partition: 'aws', region: 'us-east-1', account: '123456789012' };
const services = [kms, logs];
const REFUSAL =
  "AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:us-east-1:123456789012:log-group:/app'";

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await startTestCloud(undefined, { services });
});
afterEach(() => cloud.close());

async function keysOfGroups(of: TestCloud = cloud): Promise<Record<string, string | undefined>> {
  const { logGroups = [] } = await new CloudWatchLogsClient(of.deployer()).send(new DescribeLogGroupsCommand({}));
  return Object.fromEntries(logGroups.map(({ logGroupName, kmsKeyId }) => [logGroupName, kmsKeyId]));
}

test('a key whose policy lets CloudWatch Logs use it for the group is accepted, and shown', async () => {
  let key = '';
  await cloud.deploy((stack) => {
    key = declareKey(stack, 'key');
    declareApp(stack, key);
    stack.resource(LOG_GROUP, 'plain', { name: '/plain' });
  });
  expect(await keysOfGroups()).toEqual({ '/app': key, '/plain': undefined });
});

describe('a key that cannot be used fails the deployment with the words of AWS', () => {
  test.each<[string, string, (stack: Declaration) => string]>([
    ['that does not exist', REFUSAL, () => kmsKeyArn({ ...place, id: '0e0c6a5e-2c0f-4f9a-9c39-3f4f4d9a1b77' })],
    [
      'of another account',
      REFUSAL,
      () => kmsKeyArn({ ...place, account: '999999999999', id: '0e0c6a5e-2c0f-4f9a-9c39-3f4f4d9a1b77' }),
    ],
    ['in another region', REFUSAL, (stack) => declareKey(stack, 'key', { region: 'eu-west-1' })],
    [
      'whose policy does not let the service in',
      REFUSAL,
      (stack) => declareKey(stack, 'key', { policy: keyPolicy({ service: 'sns.amazonaws.com' }) }),
    ],
    [
      'whose policy lets the service in from another region',
      REFUSAL,
      (stack) => declareKey(stack, 'key', { policy: keyPolicy({ service: 'logs.eu-west-1.amazonaws.com' }) }),
    ],
    [
      'whose policy is about other groups',
      REFUSAL,
      (stack) => declareKey(stack, 'key', { policy: keyPolicy({ groups: [arnOf('/app2'), arnOf('/ap')] }) }),
    ],
    [
      'without a policy of its own',
      REFUSAL,
      (stack) => String(stack.resource('aws:kms/key:Key', 'key', {}).outputs['arn']),
    ],
    [
      'that is disabled',
      REFUSAL.replace('AccessDenied', 'InvalidParameter'),
      (stack) => declareKey(stack, 'key', { isEnabled: false }),
    ],
    ...LOGS_ACTIONS.filter((action) => action !== 'kms:Describe*').map(
      (missing): [string, string, (stack: Declaration) => string] => [
        `whose policy leaves out ${missing}`,
        REFUSAL,
        (stack) =>
          declareKey(stack, 'key', { policy: keyPolicy({ actions: LOGS_ACTIONS.filter((each) => each !== missing) }) }),
      ],
    ),
  ])('%s', async (_, message, key) => {
    await expect(cloud.deploy((stack) => declareApp(stack, key(stack)))).rejects.toThrow(message);
    expect(await keysOfGroups()).toEqual({});
  });

  test.each([
    ['an id', '0e0c6a5e-2c0f-4f9a-9c39-3f4f4d9a1b77'],
    ['an alias', 'alias/logs'],
    ['the ARN of an alias', kmsAliasArn({ ...place, name: 'logs' })],
    ['another ARN', arnOf('/app')],
  ])('%s is no key ARN', async (_, kmsKeyId) => {
    await expect(cloud.deploy((stack) => declareApp(stack, kmsKeyId))).rejects.toThrow(
      'InvalidParameterException: The specified KMS Key Id could not be found.',
    );
  });
});

test('nobody asks for kms:DescribeKey: it carries no encryption context, so the condition never lets it in', async () => {
  const actions = LOGS_ACTIONS.filter((action) => action !== 'kms:Describe*');
  await cloud.deploy((stack) => declareApp(stack, declareKey(stack, 'key', { policy: keyPolicy({ actions }) })));
  expect(Object.keys(await keysOfGroups())).toEqual(['/app']);
});

test('a pattern of groups in the policy covers them, as ArnLike has it', async () => {
  await cloud.deploy((stack) => {
    declareApp(stack, declareKey(stack, 'key', { policy: keyPolicy({ groups: [arnOf('/a*')] }) }));
  });
  expect(Object.keys(await keysOfGroups())).toEqual(['/app']);
});

describe('a group that has its key', () => {
  const declared = (enabled: boolean, more?: (stack: Declaration, key: string) => void) => (stack: Declaration) => {
    const policy = keyPolicy({ groups: [arnOf('/app'), arnOf('/other')] });
    const key = declareKey(stack, 'key', { isEnabled: enabled, policy });
    declareApp(stack, key);
    more?.(stack, key);
  };

  test('may be deployed again after the key was disabled, but no other group may take that key', async () => {
    await cloud.deploy(declared(true));
    await cloud.deploy(declared(false));
    const another = cloud.deploy(
      declared(false, (stack, kmsKeyId) => {
        stack.resource(LOG_GROUP, 'other', { name: '/other', kmsKeyId });
      }),
    );
    await expect(another).rejects.toThrow(/log-group:\/other'.*DisabledException/);
    expect(Object.keys(await keysOfGroups())).toEqual(['/app']);
  });

  test('is judged anew when it gets another one', async () => {
    await cloud.deploy(declared(true));
    const second = (policy: string) => (stack: Declaration) => {
      declareKey(stack, 'key');
      declareApp(stack, declareKey(stack, 'second', { policy }));
    };
    await expect(cloud.deploy(second(keyPolicy({ groups: [arnOf('/other')] })))).rejects.toThrow(REFUSAL);
    const before = await keysOfGroups();
    await cloud.deploy(second(keyPolicy()));
    expect(await keysOfGroups()).not.toEqual(before);
  });

  test('is taken up by a restart whatever has become of the key', async () => {
    const options = { services, root: temporaryDirectory(), store: memoryStackStore(), clock: cloud.clock };
    const first = await startTestCloud(declared(true), options);
    await first.deploy(declared(false));
    await first.close();
    const second = await startTestCloud(undefined, options);
    expect(second.log).toEqual([]);
    expect(Object.keys(await keysOfGroups(second))).toEqual(['/app']);
    await second.close();
  });
});
