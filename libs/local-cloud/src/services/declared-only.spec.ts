import {
  DeleteResourcePolicyCommand,
  DeleteTableCommand,
  DynamoDBClient,
  PutResourcePolicyCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { DisableKeyRotationCommand, KMSClient, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import {
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionsOf, iamRoleArn, type Statement } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../cloud.ts';
import { startTestCloud, type TestCloud } from '../testing/index.ts';
import { dynamodb } from './dynamodb/index.ts';
import { RESOURCE_POLICY } from './dynamodb/resources/resource-policy.ts';
import { declareTable, document, tableArn } from './dynamodb/testing/dynamodb-cloud.ts';
import { kms } from './kms/index.ts';
import { s3 } from './s3/index.ts';
import { declareBucket, declarePolicy, declareRole, policy } from './s3/testing/s3-cloud.ts';

/*
 * What only a program changes, asked for by the API: the policies have their say first, so that who may not is told what AWS tells
 * them, and only who may is told of programs.
 */
const roleOf = (name: string): string => iamRoleArn({ account: DEFAULT_ACCOUNT, name });
const everybodyBut = { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/deployer' } };
const denied = (action: string, resource: string): Statement => ({
  Effect: 'Deny',
  Principal: '*',
  Action: action,
  Resource: resource,
  Condition: everybodyBut,
});

let cloud: TestCloud;
let keyId = '';

beforeAll(async () => {
  cloud = await startTestCloud(
    (stack) => {
      declareRole(stack, 'powerful', { Effect: 'Allow', Action: ['s3:*', 'dynamodb:*', 'kms:*'], Resource: '*' });
      declareRole(stack, 'powerless');
      for (const name of ['guarded', 'open']) {
        declareBucket(stack, `${name}-bucket`);
        declareTable(stack, name);
      }
      declarePolicy(stack, 'guarded-bucket', denied('s3:*', 'arn:aws:s3:::guarded-bucket'));
      stack.resource(RESOURCE_POLICY, 'guarded', {
        resourceArn: tableArn('guarded'),
        policy: document(denied('dynamodb:*', tableArn('guarded'))),
      });
      keyId = stack.resource('aws:kms/key:Key', 'key', {
        policy: policy(
          { Effect: 'Allow', Principal: { AWS: DEFAULT_ACCOUNT }, Action: 'kms:*', Resource: '*' },
          denied('kms:PutKeyPolicy', '*'),
        ),
      }).id;
    },
    { services: [s3, dynamodb, kms] },
  );
});
afterAll(() => cloud.close());

type Config = ReturnType<TestCloud['deployer']>;
type Who = 'deployer' | 'powerful' | 'powerless';

async function refusal(who: Who, call: (config: Config) => Promise<unknown>) {
  const config = who === 'deployer' ? cloud.deployer() : cloud.role(roleOf(who));
  return call(config).then(
    () => 'done',
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

const Bucket = 'guarded-bucket';
const ResourceArn = tableArn('guarded');
const guarded: Record<string, (config: Config) => Promise<unknown>> = {
  DeleteBucket: (config) => new S3Client(config).send(new DeleteBucketCommand({ Bucket })),
  DeleteBucketPolicy: (config) => new S3Client(config).send(new DeleteBucketPolicyCommand({ Bucket })),
  PutBucketPolicy: (config) => new S3Client(config).send(new PutBucketPolicyCommand({ Bucket, Policy: '{}' })),
  PutBucketVersioning: (config) =>
    new S3Client(config).send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }),
    ),
  DeleteTable: (config) => new DynamoDBClient(config).send(new DeleteTableCommand({ TableName: 'guarded' })),
  UpdateTable: (config) =>
    new DynamoDBClient(config).send(
      new UpdateTableCommand({ TableName: ResourceArn, DeletionProtectionEnabled: false }),
    ),
  DeleteResourcePolicy: (config) => new DynamoDBClient(config).send(new DeleteResourcePolicyCommand({ ResourceArn })),
  PutResourcePolicy: (config) =>
    new DynamoDBClient(config).send(new PutResourcePolicyCommand({ ResourceArn, Policy: '{}' })),
  PutKeyPolicy: (config) => new KMSClient(config).send(new PutKeyPolicyCommand({ KeyId: keyId, Policy: '{}' })),
};

describe.each(Object.keys(guarded))('%s', (name) => {
  const call = guarded[name] as (typeof guarded)[string];

  test('is denied by the policy of the resource, whatever an identity may', async () => {
    expect(await refusal('powerful', call)).toMatch(
      /^AccessDenied(Exception)?: .* with an explicit deny in a resource-based policy/,
    );
  });

  test('is refused with the way to do it to who may', async () => {
    expect(await refusal('deployer', call)).toMatch(/^InfrastructureIsDeclared: /);
  });
});

test('where no policy of the resource denies, that of the identity decides', async () => {
  for (const call of [
    (config) => new S3Client(config).send(new DeleteBucketCommand({ Bucket: 'open-bucket' })),
    (config) => new DynamoDBClient(config).send(new DeleteTableCommand({ TableName: 'open' })),
    (config) => new KMSClient(config).send(new DisableKeyRotationCommand({ KeyId: keyId })),
  ] satisfies (typeof guarded)[string][]) {
    expect(await refusal('powerless', call)).toMatch(/because no identity-based policy allows/);
    expect(await refusal('powerful', call)).toMatch(/^InfrastructureIsDeclared: /);
  }
});

test('what is not there is not found', async () => {
  const call = (config: Config) => new S3Client(config).send(new DeleteBucketCommand({ Bucket: 'no-such-bucket' }));
  expect(await refusal('deployer', call)).toMatch(/^NoSuchBucket: /);
});

test('the actions of S3 are those of the service authorization data', () => {
  const known = new Set<string>(actionsOf('s3'));
  const request = {
    method: 'DELETE',
    rawPath: '/open-bucket',
    scheme: 'https' as const,
    host: '127.0.0.1',
    params: { Bucket: 'open-bucket' },
    query: new Map(),
    headers: {},
    body: Buffer.alloc(0),
    input: {},
  };
  const asked = s3.declaredOnly.flatMap(
    (each) => each.permissions?.(request, cloud.cloud.host.state(s3), 'us-east-1').map(({ action }) => action) ?? [],
  );
  expect(asked).toHaveLength(s3.declaredOnly.length - 1);
  expect(asked.filter((action) => !known.has(action))).toEqual([]);
});
