import { describe, expect, test } from '@jest/globals';
import { assumedRoleArn } from '../../arn/index.ts';
import { type Policy } from '../../build/policy.ts';
import { compilePolicy } from '../../evaluate/policy.ts';
import { documentBucketPolicy } from './bucket-policy.ts';
import { documentFunctionPolicy } from './function-policy.ts';
import {
  here,
  account,
  bucket,
  functionName,
  logGroup,
  endpointId,
  role,
  handlerRole,
  verifierRole,
  theBucket,
  admin,
  bucketPolicy,
  endpoint,
  viaEndpoint,
  encrypted,
  ask,
  type Call,
} from './testing/world.ts';

describe('the bucket, for administrators', () => {
  const resource = bucketPolicy();
  const deployer = role('deployer');
  const config = role('AWSServiceRoleForConfig', '/aws-service-role/config.amazonaws.com/');
  const floor = 'denied by DenyUnlessPrincipalOrEndpoint';

  test.each<[string, Call, string]>([
    ['the deployer replaces the policy', { roleArn: deployer, action: 's3:PutBucketPolicy', on: theBucket }, 'Allowed'],
    ['the deployer reads the policy', { roleArn: deployer, action: 's3:GetBucketPolicy', on: theBucket }, 'Allowed'],
    [
      'the deployer reads the configuration',
      { roleArn: deployer, action: 's3:GetEncryptionConfiguration', on: theBucket },
      'Allowed',
    ],
    ['the deployer empties the bucket', { roleArn: deployer, action: 's3:DeleteObjectVersion' }, 'Allowed'],
    ['the deployer lists versions', { roleArn: deployer, action: 's3:ListBucketVersions', on: theBucket }, 'Allowed'],
    ['the deployer deletes the bucket', { roleArn: deployer, action: 's3:DeleteBucket', on: theBucket }, 'Allowed'],
    [
      'the deployer does not read documents',
      { roleArn: deployer, action: 's3:GetObject' },
      'denied by ObjectsOnlyByPrincipals',
    ],
    [
      'nor through the endpoint',
      { roleArn: deployer, action: 's3:GetObjectVersion', context: viaEndpoint },
      'denied by ObjectsOnlyByPrincipals',
    ],
    [
      'a service-linked role reads the configuration',
      { roleArn: config, action: 's3:GetBucketPolicy', on: theBucket },
      'Allowed',
    ],
    [
      'a role only called like one does not',
      { roleArn: role('AWSServiceRoleForConfig'), action: 's3:GetBucketPolicy', on: theBucket },
      floor,
    ],
    [
      'another administrator is locked out',
      { roleArn: role('admin'), action: 's3:PutBucketPolicy', on: theBucket },
      floor,
    ],
    ['another role from outside does not delete', { roleArn: role('admin'), action: 's3:DeleteObject' }, floor],
    [
      'another role through the endpoint does not store',
      { roleArn: role('other'), action: 's3:PutObject', context: { ...viaEndpoint, ...encrypted } },
      'denied by ObjectsOnlyByPrincipals',
    ],
    [
      'nobody unsigned',
      {
        principal: 'anonymous',
        action: 's3:GetObject',
        without: ['aws:PrincipalArn', 'aws:PrincipalAccount', 'aws:PrincipalType', 'aws:PrincipalIsAWSService'],
      },
      floor,
    ],
  ])('%s', (_, call, verdict) => {
    expect(ask({ identity: [admin], resource }, call)).toBe(verdict);
  });

  test('the root user gets out of any lockout', () => {
    const root = `arn:aws:iam::${account}:root`;
    const call = { principal: root, roleArn: root, on: theBucket };
    expect(ask({ identity: [], resource }, { ...call, action: 's3:DeleteBucketPolicy' })).toBe('Allowed');
    expect(ask({ identity: [], resource }, { ...call, action: 's3:DeleteBucket' })).toBe(floor);
  });

  test('break glass reads and writes from anywhere, once it is configured', () => {
    const call: Call = { roleArn: role('break-glass'), action: 's3:GetObject' };
    expect(ask({ identity: [admin], resource }, call)).toBe(floor);
    expect(ask({ identity: [admin], resource: bucketPolicy({ breakGlassArns: [role('break-glass')] }) }, call)).toBe(
      'Allowed',
    );
  });

  test('an endpoint alone, without the role, opens no document', () => {
    const call: Call = { roleArn: role('other'), action: 's3:PutObject', context: { ...viaEndpoint, ...encrypted } };
    const open = compilePolicy({ Version: '2012-10-17', Statement: [] }, { name: 'none', kind: 'bucket' });
    expect(ask({ identity: [admin], resource: open, endpoint, endpointType: 'Gateway' }, call)).toBe(
      'ImplicitlyDenied',
    );
    expect(
      ask({ identity: [admin], resource: open, endpoint, endpointType: 'Gateway' }, { ...call, roleArn: handlerRole }),
    ).toBe('Allowed');
  });

  test('a session as deployer is refused, because aws:PrincipalArn never names one', () => {
    const session = assumedRoleArn({ account, role: 'deployer', session: 'ci' });
    expect(() =>
      documentBucketPolicy({ account, bucket, functionRoleArn: handlerRole, endpointId, deployerArns: [session] }),
    ).toThrow('A session is known to policies by the ARN of its role.');
  });
});

test('each document fits its budget with room to grow', () => {
  const size = (policy: Policy) => JSON.stringify(policy.document).length;
  expect(size(documentFunctionPolicy({ ...here, functionName, logGroup, bucket }))).toBeLessThan(2048);
  const policy = documentBucketPolicy({
    account,
    bucket,
    functionRoleArn: handlerRole,
    endpointId,
    deployerArns: [role('deployer')],
    verifierRoleArn: verifierRole,
  });
  expect(size(policy)).toBeLessThan(5120);
});
