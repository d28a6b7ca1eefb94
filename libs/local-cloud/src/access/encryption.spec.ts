import { beforeAll, describe, expect, test } from '@jest/globals';
import { accessMatrix, type AccessAnswer } from '@palisade/policies';
import { catalogueOf } from '../kernel/catalogue.ts';
import { services } from '../kernel/registry.ts';
import { declareGraph, type Declaration } from '../testing/index.ts';
import { stackAccess, type StackAccess } from './index.ts';

const accountId = '123456789012';
const trail = `arn:aws:cloudtrail:us-east-1:${accountId}:trail/all`;
const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });

/** A bucket with a key of its own, one that wants AES-256, and one whose policies do not ask. */
function declare(stack: Declaration): void {
  const key = stack.resource('aws:kms/key:Key', 'key', {});
  stack.resource('aws:kms/alias:Alias', 'alias', { name: 'alias/docs', targetKeyId: key.id });
  for (const bucket of ['keyed', 'aliased', 'plain', 'silent'])
    stack.resource('aws:s3/bucket:Bucket', bucket, { bucket });
  const keys = { keyed: String(key.outputs['arn']), aliased: 'alias/docs' };
  for (const [bucket, kmsMasterKeyId] of Object.entries(keys)) {
    stack.resource('aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration', bucket, {
      bucket,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId } }],
    });
  }
  stack.resource('aws:s3/bucketPolicy:BucketPolicy', 'plain', {
    bucket: 'plain',
    policy: document({
      Sid: 'OnlyAes',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::plain/*',
      Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } },
    }),
  });
  stack.resource('aws:s3/bucketPolicy:BucketPolicy', 'silent', {
    bucket: 'silent',
    policy: document(
      {
        Sid: 'DeliverTrail',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::silent/*',
        Condition: { StringEquals: { 'aws:SourceArn': trail, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
      {
        Sid: 'CheckBucket',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:GetBucketAcl',
        Resource: 'arn:aws:s3:::silent',
        Condition: { StringEquals: { 'aws:SourceArn': trail } },
      },
    ),
  });
  stack.resource('aws:iam/role:Role', 'writer', {
    name: 'writer',
    assumeRolePolicy: document({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'lambda.amazonaws.com' },
    }),
  });
  const withKey = {
    ArnEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': keys.keyed },
    StringEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
  };
  stack.resource('aws:iam/rolePolicy:RolePolicy', 'write', {
    name: 'write',
    role: 'writer',
    policy: document(
      {
        Sid: 'WithKey',
        Effect: 'Allow',
        Action: ['s3:PutObject', 's3:GetObject'],
        Resource: ['arn:aws:s3:::keyed/*', 'arn:aws:s3:::aliased/*'],
        Condition: withKey,
      },
      {
        Sid: 'Any',
        Effect: 'Allow',
        Action: 's3:PutObject',
        Resource: ['arn:aws:s3:::plain/*', 'arn:aws:s3:::silent/*'],
      },
    ),
  });
}

let access: StackAccess;
let answers: readonly AccessAnswer[];
beforeAll(() => {
  const options = {
    catalogue: catalogueOf(services),
    endpoint: 'https://127.0.0.1:4566',
    accountId,
    region: 'us-east-1',
  };
  access = stackAccess([declareGraph({ ...options, stack: 'test' }, declare)], 'test', accountId);
  answers = [...accessMatrix(access.model, access.scope)];
});

/** Ways of a put by the writer, with the verdict and what decided. */
const puts = (bucket: string): readonly string[] =>
  answers
    .filter(({ action, on, who }) => who === 'writer' && action === 's3:PutObject' && on === `arn:aws:s3:::${bucket}/*`)
    .map(({ by, decision }) => `${by}: ${decision.verdict} ${decision.decidedBy?.statement ?? decision.missing}`);

test('another key is a key of the same account and region', () => {
  const context = access.scope.paths['direct asking for another key']?.context ?? {};
  expect(context['s3:x-amz-server-side-encryption-aws-kms-key-id']).toMatch(
    new RegExp(`^arn:aws:kms:us-east-1:${accountId}:key/0{8}-`),
  );
});

describe('a put asks for the encryption that the bucket has', () => {
  test.each(['keyed', 'aliased'])('its key (%s), and no other way is allowed', (bucket) => {
    expect(puts(bucket)).toEqual([
      'direct: Allowed WithKey',
      'direct asking for no encryption: ImplicitlyDenied identity-or-resource',
      'direct asking for AES-256: ImplicitlyDenied identity-or-resource',
      'direct asking for another key: ImplicitlyDenied identity-or-resource',
    ]);
  });

  test('AES-256, and a statement denies the other ways', () => {
    expect(puts('plain')).toEqual([
      'direct: Allowed Any',
      'direct asking for no encryption: ExplicitlyDenied OnlyAes',
      'direct asking for another key: ExplicitlyDenied OnlyAes',
    ]);
  });

  test('only one way is asked about where no policy tells them apart', () => {
    expect(puts('silent')).toEqual(['direct: Allowed Any']);
  });
});

test('what is no put is asked about in one way', () => {
  const reads = answers.filter(({ action, who }) => who === 'writer' && action === 's3:GetObject');
  expect(new Set(reads.map(({ by }) => by))).toEqual(new Set(['direct']));
});

test('a service sends the ACL its statement asks for, and is one principal for all its statements', () => {
  const allowed = answers.filter(
    ({ decision, who }) => decision.verdict === 'Allowed' && who.startsWith('cloudtrail.'),
  );
  expect(allowed.map(({ action, on, who }) => `${who} ${action} ${on}`)).toEqual([
    `cloudtrail.amazonaws.com for ${trail} s3:GetBucketAcl arn:aws:s3:::silent`,
    `cloudtrail.amazonaws.com for ${trail} s3:PutObject arn:aws:s3:::silent/*`,
  ]);
});
