import { expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import type { Statement } from '@palisade/policies';
import type { Declaration } from '../../../testing/index.ts';
import {
  bucketStatements,
  declareTrail,
  declareTrailBucket,
  document,
  roleArn,
  startTrailCloud,
  trailArn,
} from '../testing/trail-cloud.ts';

/** What `up` says; 'taken' if it takes the trail. */
async function up(declare: (stack: Declaration) => void): Promise<string> {
  const cloud = await startTrailCloud(undefined);
  try {
    await cloud.cloud.deploy(declare);
    return 'taken';
  } catch (error) {
    return (error as Error).message.replace(/^urn:\S+: /gm, '');
  } finally {
    await cloud.close();
  }
}

const [acl = {}, write = {}] = bucketStatements('audit');
const wrongBucket =
  'InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: trail-bucket';

test('a trail needs its bucket', async () => {
  expect(await up((stack) => void declareTrail(stack))).toBe(
    'S3BucketDoesNotExistException: S3 bucket trail-bucket does not exist!',
  );
});

test.each([
  ['no policy', [], wrongBucket],
  ['no GetBucketAcl', [write], wrongBucket],
  ['no PutObject', [acl], wrongBucket],
  ['another trail', bucketStatements('other'), wrongBucket],
  [
    'another account below AWSLogs',
    [acl, { ...write, Resource: 'arn:aws:s3:::trail-bucket/AWSLogs/111122223333/*' }],
    wrongBucket,
  ],
  [
    'log files only, without validation',
    [acl, { ...write, Resource: 'arn:aws:s3:::trail-bucket/AWSLogs/123456789012/CloudTrail/*' }],
    'taken',
  ],
  ['both', [acl, write], 'taken'],
])('the policy of the bucket must let CloudTrail in: %s', async (_name, statements, answer) => {
  const declare = (stack: Declaration): void => {
    declareTrailBucket(stack, statements);
    declareTrail(stack);
  };
  expect(await up(declare)).toBe(answer);
});

test('with validation the policy must let digests in, too', async () => {
  const declare = (stack: Declaration): void => {
    declareTrailBucket(stack, [
      acl,
      { ...write, Resource: 'arn:aws:s3:::trail-bucket/AWSLogs/123456789012/CloudTrail/*' },
    ]);
    declareTrail(stack, { enableLogFileValidation: true });
  };
  expect(await up(declare)).toBe(wrongBucket);
});

test('the prefix is part of what the policy must allow', async () => {
  const declare =
    (prefix: string) =>
    (stack: Declaration): void => {
      declareTrailBucket(stack, bucketStatements('audit', 'trail-bucket', prefix));
      declareTrail(stack, { s3KeyPrefix: 'trails' });
    };
  expect(await up(declare('trails/'))).toBe('taken');
  expect(await up(declare(''))).toBe(wrongBucket);
});

const admin = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'kms:*', Resource: '*' };
const service = { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Resource: '*' };
const describeKey = { ...service, Action: 'kms:DescribeKey' };
const generate = {
  ...service,
  Action: 'kms:GenerateDataKey*',
  Condition: {
    StringEquals: { 'aws:SourceArn': trailArn('audit') },
    StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:123456789012:trail/*' },
  },
};

test.each([
  ['what the documentation asks for', [admin, describeKey, generate], {}, 'taken'],
  ['no DescribeKey', [admin, generate], {}, 'InsufficientEncryptionPolicyException'],
  ['no GenerateDataKey', [admin, describeKey], {}, 'InsufficientEncryptionPolicyException'],
  [
    'another encryption context',
    [
      admin,
      describeKey,
      { ...generate, Condition: { StringEquals: { 'kms:EncryptionContext:aws:cloudtrail:arn': trailArn('other') } } },
    ],
    {},
    'InsufficientEncryptionPolicyException',
  ],
  ['a disabled key', [admin, describeKey, generate], { isEnabled: false }, 'KmsException'],
])('the policy of the key must let CloudTrail use it: %s', async (_name, statements, inputs: Properties, answer) => {
  const declare = (stack: Declaration): void => {
    declareTrailBucket(stack);
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    const key = stack.resource('aws:kms/key:Key', 'key', { policy, ...inputs });
    declareTrail(stack, { kmsKeyId: String(key.outputs['arn']) });
  };
  expect((await up(declare)).split(':')[0]).toBe(answer);
});

test('the key must be there', async () => {
  const declare = (stack: Declaration): void => {
    declareTrailBucket(stack);
    declareTrail(stack, {
      kmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555',
    });
  };
  expect(await up(declare)).toMatch(/^KmsKeyNotFoundException: /);
});

const trusting: Statement = {
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 'sts:AssumeRole',
};
const stream = 'arn:aws:logs:us-east-1:123456789012:log-group:/trail:log-stream:123456789012_CloudTrail_us-east-1*';
const writing: Statement = {
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: stream,
};
const noTrust = 'InvalidCloudWatchLogsRoleArnException: Access denied. Check the trust relationships for your role.';
const noWriting = 'InvalidCloudWatchLogsLogGroupArnException: Access denied. Check the permissions for your role.';

test.each([
  ['both', trusting, writing, 'taken'],
  ['it trusts another service', { ...trusting, Principal: { Service: 'lambda.amazonaws.com' } }, writing, noTrust],
  [
    'it asks for aws:SourceArn, which CloudTrail does not say here',
    { ...trusting, Condition: { StringEquals: { 'aws:SourceArn': trailArn('audit') } } },
    writing,
    noTrust,
  ],
  ['it may not write', trusting, { ...writing, Action: 'logs:CreateLogStream' }, noWriting],
  ['it may write elsewhere', trusting, { ...writing, Resource: stream.replace('/trail', '/other') }, noWriting],
])('the role for the log group must trust CloudTrail and may write: %s', async (_name, trust, permission, answer) => {
  const declare = (stack: Declaration): void => {
    declareTrailBucket(stack);
    const group = stack.resource('aws:cloudwatch/logGroup:LogGroup', 'group', { name: '/trail' });
    stack.resource('aws:iam/role:Role', 'role', { name: 'trail-logs', assumeRolePolicy: document(trust) });
    stack.resource('aws:iam/rolePolicy:RolePolicy', 'role', { role: 'trail-logs', policy: document(permission) });
    declareTrail(stack, {
      cloudWatchLogsGroupArn: `${String(group.outputs['arn'])}:*`,
      cloudWatchLogsRoleArn: roleArn('trail-logs'),
    });
  };
  expect(await up(declare)).toBe(answer);
});

test('the log group must be there', async () => {
  const declare = (stack: Declaration): void => {
    declareTrailBucket(stack);
    declareTrail(stack, {
      cloudWatchLogsGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/none:*',
      cloudWatchLogsRoleArn: roleArn('trail-logs'),
    });
  };
  expect(await up(declare)).toMatch(/^InvalidCloudWatchLogsLogGroupArnException: .*\/none does not exist/);
});

test('a region has five trails at most', async () => {
  const declare =
    (count: number) =>
    (stack: Declaration): void => {
      const names = Array.from({ length: count }, (_each, index) => `trail${index}`);
      declareTrailBucket(
        stack,
        names.flatMap((name) => bucketStatements(name)),
      );
      for (const name of names) declareTrail(stack, { name });
    };
  expect(await up(declare(5))).toBe('taken');
  expect(await up(declare(6))).toMatch(/^MaximumNumberOfTrailsExceededException: /);
});

test('a trail comes after what it needs', async () => {
  const declare = (stack: Declaration): void => {
    declareTrail(stack);
    declareTrailBucket(stack);
  };
  expect(await up(declare)).toBe(
    'The trail does not depend on trail-bucket: AWS may make it first and answer InsufficientS3BucketPolicyException. Add it to dependsOn.',
  );
});
