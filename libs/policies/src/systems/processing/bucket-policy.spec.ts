import { describe, expect, test } from '@jest/globals';
import { iamRoleArn, kmsKeyArn, s3BucketArn, s3ObjectArn } from '../../arn/index.ts';
import { account, here, sending, verdictOn, type Call } from '../../testing/calls.ts';
import { processingBucketPolicy } from './bucket-policy.ts';
import { bucket, dataKey, deployer, endpointId, roleArns, roleNamed } from './testing/world.ts';

const verifier = roleNamed('verifier');
const policy = processingBucketPolicy({
  account,
  bucket,
  keyArn: dataKey,
  endpointId,
  apiHandlerRoleArn: roleArns.apiHandler,
  processorRoleArn: roleArns.processor,
  deployerArns: [deployer],
  verifierRoleArn: verifier,
  presignedSeconds: 900,
});
const document = s3ObjectArn({ bucket, key: 'incoming/0000/a' });
const theBucket = s3BucketArn({ bucket });

const tls = { 'aws:SecureTransport': true, 's3:TlsVersion': '1.3', 's3:authType': 'REST-HEADER' };
const encrypted = {
  's3:x-amz-server-side-encryption': 'aws:kms',
  's3:x-amz-server-side-encryption-aws-kms-key-id': dataKey,
};
const inside = { ...tls, ...encrypted, 'aws:SourceVpce': endpointId };
const outside = { ...tls, ...encrypted };
const presigned = { ...outside, 's3:authType': 'REST-QUERY-STRING', 's3:signatureAge': 60_000 };

/** Whoever asks has an identity policy that allows everything, so the bucket's policy decides. */
const verdict = (by: string, action: string, context: Call['with'], on: string = document) =>
  verdictOn(policy, { by, action, on, ...(context && { with: context }) });

describe('the API handler', () => {
  test.each([
    ['stores through the endpoint', 's3:PutObject', inside, 'Allowed'],
    ['and deletes', 's3:DeleteObject', inside, 'Allowed'],
    ['not outside, with credentials carried off', 's3:PutObject', outside, 'ExplicitlyDenied'],
    ['nor reads there', 's3:GetObject', outside, 'ExplicitlyDenied'],
    ['but a caller stores by its presigned request', 's3:PutObject', presigned, 'Allowed'],
    ['and reads by one', 's3:GetObject', presigned, 'Allowed'],
    ['not deletes', 's3:DeleteObject', presigned, 'ExplicitlyDenied'],
    ['not reads old versions', 's3:GetObjectVersion', presigned, 'ExplicitlyDenied'],
    [
      'not after a quarter of an hour',
      's3:PutObject',
      { ...presigned, 's3:signatureAge': 900_001 },
      'ExplicitlyDenied',
    ],
    ['not over plain HTTP', 's3:PutObject', { ...presigned, 'aws:SecureTransport': false }, 'ExplicitlyDenied'],
    ['not over TLS 1.1', 's3:PutObject', { ...presigned, 's3:TlsVersion': '1.1' }, 'ExplicitlyDenied'],
  ])('%s', (_, action, context, expected) => {
    expect(verdict(roleArns.apiHandler, action, context)).toBe(expected);
  });

  test.each([
    ['without a key', { 's3:x-amz-server-side-encryption': '', 's3:x-amz-server-side-encryption-aws-kms-key-id': '' }],
    ['with S3’s own', { 's3:x-amz-server-side-encryption': 'AES256' }],
    ['with another key', { 's3:x-amz-server-side-encryption-aws-kms-key-id': kmsKeyArn({ ...here, id: '2b' }) }],
  ])('stores nothing %s', (_, change) => {
    const given = Object.entries({ ...inside, ...change }).filter(([, value]) => value !== '');
    expect(verdict(roleArns.apiHandler, 's3:PutObject', Object.fromEntries(given))).toBe('ExplicitlyDenied');
  });
});

describe('everybody else', () => {
  const config = iamRoleArn({
    account,
    path: '/aws-service-role/config.amazonaws.com/',
    name: 'AWSServiceRoleForConfig',
  });

  test.each([
    ['the processor reads through the endpoint', roleArns.processor, 's3:GetObject', inside, document, 'Allowed'],
    ['not outside', roleArns.processor, 's3:GetObject', outside, document, 'ExplicitlyDenied'],
    ['nor by a presigned request', roleArns.processor, 's3:GetObject', presigned, document, 'ExplicitlyDenied'],
    [
      'the notifier reads nothing, endpoint or not',
      roleArns.notifier,
      's3:GetObject',
      inside,
      document,
      'ExplicitlyDenied',
    ],
    ['the deployer manages the bucket', deployer, 's3:PutBucketPolicy', outside, theBucket, 'Allowed'],
    ['and empties it', deployer, 's3:DeleteObjectVersion', outside, document, 'Allowed'],
    ['and reads no document', deployer, 's3:GetObject', outside, document, 'ExplicitlyDenied'],
    ['nor by a request it presigns', deployer, 's3:GetObject', presigned, document, 'ExplicitlyDenied'],
    ['the verifier reads from outside', verifier, 's3:GetObject', outside, document, 'Allowed'],
    ['and does nothing else', verifier, 's3:PutObject', outside, document, 'ExplicitlyDenied'],
    ['a service-linked role reads settings', config, 's3:GetBucketPolicy', outside, theBucket, 'Allowed'],
    ['another administrator is out', roleNamed('admin'), 's3:GetBucketPolicy', outside, theBucket, 'ExplicitlyDenied'],
    ['and presigns nothing', roleNamed('admin'), 's3:PutObject', presigned, document, 'ExplicitlyDenied'],
    ['nobody unsigned', 'anonymous', 's3:GetObject', { 'aws:SecureTransport': true }, document, 'ExplicitlyDenied'],
  ])('%s', (_, by, action, context, on, expected) => {
    expect(verdict(by, action, context, on)).toBe(expected);
  });

  test('a service is not denied: it is not allowed either', () => {
    const context = { ...sending(theBucket), ...tls };
    expect(verdict('replication.s3.amazonaws.com', 's3:GetObject', context)).toBe('ImplicitlyDenied');
  });
});
