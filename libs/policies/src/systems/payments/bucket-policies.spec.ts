import { describe, expect, test } from '@jest/globals';
import { kmsKeyArn, s3BucketArn, s3ObjectArn } from '../../arn/index.ts';
import { account, here, sending, verdictOn, type Call } from '../../testing/calls.ts';
import { paymentBucketPolicy, truststoreBucketPolicy } from './bucket-policies.ts';
import { admin, bucket, deployer, key, operator, processor, receipt, withFactor } from './testing/world.ts';

const policy = paymentBucketPolicy({
  account,
  bucket: 'docs',
  keyArn: key,
  endpointId: 'vpce-1',
  functionRoleArn: processor,
  operatorRoleArn: operator,
  deployerArns: [deployer],
});
const tls = { 'aws:SecureTransport': true, 's3:TlsVersion': '1.3' };
const encrypted = {
  's3:x-amz-server-side-encryption': 'aws:kms',
  's3:x-amz-server-side-encryption-aws-kms-key-id': key,
};
const outside = { ...tls, ...encrypted };
const inside = { ...outside, 'aws:SourceVpce': 'vpce-1' };

/** Whoever asks has an identity policy that allows everything, so the bucket's policy decides. */
const verdict = (by: string, action: string, context: Call['with'], on: string) =>
  verdictOn(policy, { by, action, on, ...(context && { with: context }) });

test.each<[string, string, string, Call['with'], string, string]>([
  ['the processor keeps receipts through the endpoint', processor, 's3:PutObject', inside, receipt, 'Allowed'],
  ['not outside', processor, 's3:PutObject', outside, receipt, 'ExplicitlyDenied'],
  [
    'nor without TLS',
    processor,
    's3:PutObject',
    { ...inside, 'aws:SecureTransport': false },
    receipt,
    'ExplicitlyDenied',
  ],
  ['nor over TLS 1.1', processor, 's3:PutObject', { ...inside, 's3:TlsVersion': '1.1' }, receipt, 'ExplicitlyDenied'],
  ['nor unencrypted', processor, 's3:PutObject', { ...tls, 'aws:SourceVpce': 'vpce-1' }, receipt, 'ExplicitlyDenied'],
  [
    'nor with another key',
    processor,
    's3:PutObject',
    { ...inside, 's3:x-amz-server-side-encryption-aws-kms-key-id': kmsKeyArn({ ...here, id: '2b' }) },
    receipt,
    'ExplicitlyDenied',
  ],
  ['and destroys none', processor, 's3:DeleteObjectVersion', inside, receipt, 'ExplicitlyDenied'],
  ['the operator reads them from outside', operator, 's3:GetObject', outside, receipt, 'Allowed'],
  ['the deployer reads none', deployer, 's3:GetObject', outside, receipt, 'ExplicitlyDenied'],
  ['and manages the bucket, without a second factor', deployer, 's3:PutBucketPolicy', outside, bucket, 'Allowed'],
  ['and empties it', deployer, 's3:DeleteObjectVersion', outside, receipt, 'Allowed'],
  ['another administrator is out', admin, 's3:GetBucketPolicy', outside, bucket, 'ExplicitlyDenied'],
  ['second factor or not', admin, 's3:DeleteBucket', { ...outside, ...withFactor }, bucket, 'ExplicitlyDenied'],
  [
    'through the endpoint it takes one to destroy',
    admin,
    's3:DeleteBucket',
    { ...inside, 'aws:MultiFactorAuthPresent': false },
    bucket,
    'ExplicitlyDenied',
  ],
  ['with which it may', admin, 's3:DeleteBucket', { ...inside, ...withFactor }, bucket, 'Allowed'],
  [
    'nor do locks end without one',
    admin,
    's3:PutBucketObjectLockConfiguration',
    { ...inside, 'aws:MultiFactorAuthPresent': false },
    bucket,
    'ExplicitlyDenied',
  ],
  [
    'which they do with one',
    admin,
    's3:PutBucketObjectLockConfiguration',
    { ...inside, ...withFactor },
    bucket,
    'Allowed',
  ],
  ['nobody unsigned', 'anonymous', 's3:GetObject', tls, receipt, 'ExplicitlyDenied'],
])('%s', (_, by, action, context, on, expected) => {
  expect(verdict(by, action, context, on)).toBe(expected);
});

test('a service is not denied: it is not allowed either', () => {
  expect(verdict('logging.s3.amazonaws.com', 's3:PutObject', { ...sending(bucket), ...inside }, receipt)).toBe(
    'ImplicitlyDenied',
  );
});

describe('the truststore', () => {
  const truststore = s3ObjectArn({ bucket: 'truststore', key: 'truststore.pem' });
  const ask = (by: string, action: string, context: Call['with'] = {}, on: string = truststore) =>
    verdictOn(truststoreBucketPolicy({ bucket: 'truststore', deployerArns: [deployer] }), {
      by,
      action,
      on,
      with: { ...tls, ...context },
    });

  test.each<[string, string, string, Call['with'], string]>([
    ['is put by the deployer', deployer, 's3:PutObject', {}, 'Allowed'],
    ['and read by the deployer, for API Gateway', deployer, 's3:GetObjectVersion', {}, 'Allowed'],
    ['by nobody else', admin, 's3:PutObject', withFactor, 'ExplicitlyDenied'],
    ['nor taken away', admin, 's3:DeleteObjectVersion', withFactor, 'ExplicitlyDenied'],
    ['others may look', admin, 's3:GetObject', {}, 'Allowed'],
    ['over TLS', admin, 's3:GetObject', { 'aws:SecureTransport': false }, 'ExplicitlyDenied'],
  ])('%s', (_, by, action, context, expected) => {
    expect(ask(by, action, context)).toBe(expected);
  });

  test('its bucket loses its versions only to a second factor', () => {
    const on = s3BucketArn({ bucket: 'truststore' });
    expect(ask(admin, 's3:PutBucketVersioning', {}, on)).toBe('ExplicitlyDenied');
    expect(ask(admin, 's3:PutBucketVersioning', withFactor, on)).toBe('Allowed');
  });
});
