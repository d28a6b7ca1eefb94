import { describe, expect, test } from '@jest/globals';
import { s3BucketArn, s3ObjectArn } from '../../arn/index.ts';
import { compile } from '../../build/policy.ts';
import { accessLogBucketPolicy } from './access-log-bucket.ts';
import { account, bucket, theBucket, ask, type Call } from '../documents/testing/world.ts';

describe('access logs', () => {
  const resource = compile(
    accessLogBucketPolicy({ account, logBucket: 'logs-test', prefix: 'documents/', sourceBuckets: [bucket] }),
  );
  const delivery = {
    principal: 'logging.s3.amazonaws.com',
    action: 's3:PutObject',
    on: s3ObjectArn({ bucket: 'logs-test', key: 'documents/2026-01-01-00-00-00-AB' }),
    without: ['aws:PrincipalArn', 'aws:PrincipalAccount', 'aws:PrincipalType', 's3:TlsVersion'],
  };
  const source = { 'aws:PrincipalIsAWSService': true, 'aws:SourceArn': theBucket, 'aws:SourceAccount': account };

  test.each<[string, Call, string]>([
    ['are delivered', { ...delivery, context: source }, 'Allowed'],
    [
      'not elsewhere in the bucket',
      { ...delivery, context: source, on: s3ObjectArn({ bucket: 'logs-test', key: 'other/x' }) },
      'ImplicitlyDenied',
    ],
    [
      'not those of another bucket',
      { ...delivery, context: { ...source, 'aws:SourceArn': s3BucketArn({ bucket: 'evil' }) } },
      'ImplicitlyDenied',
    ],
    [
      'not those of another account',
      { ...delivery, context: { ...source, 'aws:SourceAccount': '444455556666' } },
      'ImplicitlyDenied',
    ],
    [
      'not by another service',
      { ...delivery, principal: 'cloudtrail.amazonaws.com', context: source },
      'ImplicitlyDenied',
    ],
    ['are read by S3 for nobody', { ...delivery, action: 's3:GetObject', context: source }, 'ImplicitlyDenied'],
    [
      'are not written in the clear',
      { ...delivery, context: { ...source, 'aws:SecureTransport': false } },
      'denied by DenyInsecureTransport',
    ],
  ])('%s', (_, call, verdict) => {
    expect(ask({ identity: [], resource }, call)).toBe(verdict);
  });
});
