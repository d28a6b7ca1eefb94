import { describe, expect, test } from '@jest/globals';
import { iamRoleArn } from '../arn/index.ts';
import { deny } from '../build/statement.ts';
import { readLogGroups } from '../capabilities/logs/read-log-group.ts';
import { denyUnlessPrincipalOrEndpoint } from '../guardrails/s3/deny-unless-principal-or-endpoint.ts';
import { bucketPolicy } from '../kinds/bucket.ts';
import { identityPolicy } from '../kinds/identity.ts';
import type { Policy } from '../build/policy.ts';
import { account, here } from '../testing/calls.ts';
import { ModelError } from './ask.ts';
import { lockouts, type MustGetIn } from './lockout.ts';
import type { AccessModel } from './model.ts';
import { roleSession } from './principals.ts';
import {
  deployerArn,
  docsPolicy,
  logsPolicy,
  scope,
  smallWorld,
  type By,
  type On,
  type Who,
} from './testing/small-world.ts';

const deployment: MustGetIn<Who, On, By> = {
  who: 'deployer',
  may: ['s3:PutBucketPolicy', 's3:ListBucket'],
  on: ['bucket'],
  by: 'internet',
  or: 'the next deployment fails',
};
const delivery: MustGetIn<Who, On, By> = {
  who: 'log delivery',
  may: ['s3:PutObject'],
  on: ['log object'],
  by: 'internet',
  or: 'no access log arrives',
};
const withPolicy = (names: readonly On[], policy: Policy): AccessModel<Who, On> => ({
  ...smallWorld,
  resources: {
    ...smallWorld.resources,
    ...Object.fromEntries(names.map((name) => [name, { ...smallWorld.resources[name], policy }])),
  },
});

describe('lockouts', () => {
  test('none, where the deployer and the services are spared', () => {
    expect(lockouts(smallWorld, scope, [deployment, delivery])).toEqual([]);
  });

  test('a Deny that forgets the deployer is named, with what breaks', () => {
    const other = iamRoleArn({ account, name: 'somebody-else' });
    const policy = bucketPolicy({ bucket: 'docs' }, [
      denyUnlessPrincipalOrEndpoint({ bucket: 'docs', account, endpointId: 'vpce-1', principals: [other] }),
    ]);
    const found = lockouts(withPolicy(['bucket', 'object'], policy), scope, [deployment, delivery]);
    expect(found).toHaveLength(2);
    expect(found[0]).toEqual({
      who: 'deployer',
      action: 's3:PutBucketPolicy',
      on: 'bucket',
      by: 'internet',
      or: 'the next deployment fails',
      deniedBy: [{ policy: 'docs', kind: 'bucket', statement: 'DenyUnlessPrincipalOrEndpoint' }],
      sentence: expect.stringContaining(`${deployerArn} may not s3:PutBucketPolicy`),
    });
  });

  test('a Deny by network hits log delivery', () => {
    const [deliver] = logsPolicy.document.Statement as readonly [never];
    const network = deny({
      sid: 'OnlyFromHome',
      principal: '*',
      actions: ['s3:*'],
      resources: ['arn:aws:s3:::logs/*' as never],
      when: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    });
    const closed = bucketPolicy({ bucket: 'logs' }, [deliver, network]);
    expect(lockouts(withPolicy(['log object'], closed), scope, [deployment, delivery])).toEqual([
      expect.objectContaining({
        who: 'log delivery',
        deniedBy: [{ policy: 'logs', kind: 'bucket', statement: 'OnlyFromHome' }],
      }),
    ]);
  });

  test('every Deny that hits is named, not only the first', () => {
    const floor = docsPolicy.document.Statement as readonly [never];
    const twice = bucketPolicy({ bucket: 'docs' }, [
      ...floor,
      deny({
        sid: 'ZNobodyWrites',
        principal: '*',
        actions: ['s3:PutBucketPolicy'],
        resources: ['arn:aws:s3:::docs' as never],
        when: { Bool: { 'aws:SecureTransport': 'true' } },
      }),
    ]);
    const found = lockouts(withPolicy(['bucket', 'object'], twice), scope, [
      { ...deployment, who: 'other', may: ['s3:PutBucketPolicy'] },
    ]);
    expect(found[0]?.deniedBy.map(({ statement }) => statement)).toEqual([
      'DenyUnlessPrincipalOrEndpoint',
      'ZNobodyWrites',
    ]);
  });

  test('whom no policy allows is not in either, though no Deny hits', () => {
    const auditor = roleSession({
      roleArn: iamRoleArn({ account, name: 'auditor' }),
      policies: [identityPolicy('auditor', [readLogGroups({ ...here, groups: ['/aws/lambda/f'] })])],
    });
    const model = { ...smallWorld, principals: { auditor } };
    const must = { who: 'auditor', on: ['log group'], by: 'internet', or: 'the audit' } as const;
    expect(lockouts(model, scope, [{ ...must, may: ['logs:FilterLogEvents'] }])).toEqual([]);
    expect(lockouts(model, scope, [{ ...must, may: ['logs:DeleteLogGroup'] }])).toEqual([
      expect.objectContaining({ action: 'logs:DeleteLogGroup', deniedBy: [] }),
    ]);
  });

  test('a check of nobody, of an unknown name or by an impossible way is refused', () => {
    expect(() => lockouts(smallWorld, scope, [])).toThrow(ModelError);
    expect(() => lockouts(smallWorld as AccessModel, scope, [{ ...deployment, who: 'ghost' }])).toThrow(
      'no principal "ghost"',
    );
    expect(() =>
      lockouts(smallWorld, scope, [{ ...deployment, by: 'endpoint', on: ['key'], may: ['kms:PutKeyPolicy'] }]),
    ).toThrow('kms:PutKeyPolicy does not come by "endpoint", an endpoint for s3. Name another path.');
  });
});
