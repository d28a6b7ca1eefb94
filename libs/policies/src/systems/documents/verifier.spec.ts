import { describe, expect, test } from '@jest/globals';
import { compile } from '../../build/policy.ts';
import { headObject } from '../../capabilities/s3/head-object.ts';
import type { PolicySet } from '../../evaluate/policy-set.ts';
import { identityPolicy } from '../../kinds/identity.ts';
import {
  bucket,
  role,
  verifierRole,
  theBucket,
  admin,
  functionPolicy,
  bucketPolicy,
  viaEndpoint,
  encrypted,
  ask,
  type Call,
} from './testing/world.ts';

describe('the verifier', () => {
  const identity = [compile(identityPolicy('verifier', [headObject({ bucket })]))];
  const resource = bucketPolicy({ verifierRoleArn: verifierRole });
  const call = { roleArn: verifierRole };

  test.each<[string, PolicySet, Call, string]>([
    ['reads an object', { identity, resource }, { ...call, action: 's3:GetObject' }, 'Allowed'],
    [
      'not before it is configured',
      { identity, resource: bucketPolicy() },
      { ...call, action: 's3:GetObject' },
      'denied by DenyUnlessPrincipalOrEndpoint',
    ],
    [
      'does not store',
      { identity, resource },
      { ...call, action: 's3:PutObject', context: encrypted },
      'denied by OnlyGetObjects',
    ],
    [
      'does not delete, even if granted',
      { identity: [admin], resource },
      { ...call, action: 's3:DeleteObject' },
      'denied by OnlyGetObjects',
    ],
    [
      'does not change the policy, even if granted',
      { identity: [admin], resource },
      { ...call, action: 's3:PutBucketPolicy', on: theBucket },
      'denied by OnlyGetObjects',
    ],
    [
      'others read no more than before',
      { identity, resource },
      { roleArn: role('other'), action: 's3:GetObject' },
      'denied by DenyUnlessPrincipalOrEndpoint',
    ],
    [
      'the handler still stores',
      { identity: [functionPolicy], resource },
      { action: 's3:PutObject', context: { ...viaEndpoint, ...encrypted } },
      'Allowed',
    ],
  ])('%s', (_, set, one, verdict) => {
    expect(ask(set, one)).toBe(verdict);
  });
});
