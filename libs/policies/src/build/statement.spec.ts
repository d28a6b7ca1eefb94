import { describe, expect, test } from '@jest/globals';
import { s3BucketArn, s3ObjectArn } from '../arn/index.ts';
import { allow, deny, everyResource } from './statement.ts';

const bucket = s3BucketArn({ bucket: 'docs' });
const object = s3ObjectArn({ bucket: 'docs', key: '*' });

describe('allow', () => {
  test('is the AWS JSON shape, sorted, without repetitions, immutable', () => {
    const statement = allow({
      sid: 'Read',
      actions: ['s3:PutObject', 's3:GetObject', 's3:PutObject'],
      resources: [object],
    });
    expect(statement).toEqual({
      Sid: 'Read',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: object,
    });
    expect(Object.isFrozen(statement) && Object.isFrozen(statement.Action)).toBe(true);
  });

  test('what AWS does not know does not compile', () => {
    // @ts-expect-error -- no such action
    const misspelt = allow({ sid: 'S', actions: ['s3:PutObjekt'], resources: [object] });
    // @ts-expect-error -- ListBucket acts on the bucket, not on its objects
    const wrongType = allow({ sid: 'S', actions: ['s3:ListBucket'], resources: [object] });
    // @ts-expect-error -- an Allow of every resource needs a reason
    const everything = allow({ sid: 'S', actions: ['s3:GetObject'], resources: ['*'] });
    // @ts-expect-error -- DescribeSubnets has no resource-level permissions
    const narrowed = allow({ sid: 'S', actions: ['ec2:DescribeSubnets'], resources: [bucket] });
    // @ts-expect-error -- GetObject acts on objects: the bucket is for ListBucket only
    const halfIdle = allow({ sid: 'S', actions: ['s3:ListBucket', 's3:GetObject'], resources: [bucket] });
    const all = [misspelt, wrongType, everything, narrowed, halfIdle];
    expect(all.map(({ Sid: sid }) => sid)).toEqual(['S', 'S', 'S', 'S', 'S']);

    const both = allow({ sid: 'S', actions: ['s3:ListBucket', 's3:GetObject'], resources: [bucket, object] });
    expect(both.Resource).toEqual([bucket, object]);

    expect(allow({ sid: 'S', actions: ['s3:ListBucket'], resources: [bucket] }).Resource).toBe(bucket);
    expect(allow({ sid: 'S', actions: ['ec2:DescribeSubnets'], resources: ['*'] }).Resource).toBe('*');
    expect(allow({ sid: 'S', actions: ['s3:GetObject'], resources: [everyResource('a test')] }).Resource).toBe('*');
  });

  test.each([
    [
      'a wildcard',
      () => allow({ sid: 'S', actions: ['s3:Get*' as 's3:GetObject'], resources: [object] }),
      'Name the API calls',
    ],
    [
      'a Sid with a space',
      () => allow({ sid: 'my sid', actions: ['s3:GetObject'], resources: [object] }),
      'letters and digits',
    ],
    ['no reason for every resource', () => everyResource(' '), 'Say why the resources cannot be named.'],
    [
      'no actions',
      () => allow({ sid: 'S', actions: [] as unknown as ['s3:GetObject'], resources: [object] }),
      'no actions',
    ],
    [
      'a condition without a value',
      () =>
        allow({
          sid: 'S',
          actions: ['s3:GetObject'],
          resources: [object],
          when: { StringEquals: { 'aws:SourceVpce': '' } },
        }),
      'StringEquals on aws:SourceVpce compares with nothing',
    ],
    [
      'a principal that is nobody',
      () => allow({ sid: 'S', principal: {}, actions: ['s3:GetObject'], resources: [object] }),
      'statement S: a Principal that names nobody. Name an ARN',
    ],
    [
      'an empty list of principals',
      () => allow({ sid: 'S', principal: { AWS: [] }, actions: ['s3:GetObject'], resources: [object] }),
      'statement S: no principals. Name at least one.',
    ],
    [
      'a name that was not known',
      () => allow({ sid: 'S', principal: { AWS: '' }, actions: ['s3:GetObject'], resources: [object] }),
      'an empty text among the principals',
    ],
    [
      'a condition with no values',
      () =>
        allow({
          sid: 'S',
          actions: ['s3:GetObject'],
          resources: [object],
          when: { ArnLike: { 'aws:PrincipalArn': [] } },
        }),
      'ArnLike on aws:PrincipalArn compares with nothing',
    ],
  ])('%s is refused', (_, build, message) => {
    expect(build).toThrow(message);
  });
});

test('principals and conditions are sorted as well', () => {
  const statement = deny({
    sid: 'D',
    principal: { Service: ['b.amazonaws.com', 'a.amazonaws.com'], AWS: ['111122223333'] },
    actions: ['s3:*'],
    resources: [bucket],
    when: { StringNotEquals: { 'aws:SourceVpce': ['vpce-2', 'vpce-1'] } },
  });
  expect(statement).toMatchObject({
    Principal: { Service: ['a.amazonaws.com', 'b.amazonaws.com'], AWS: '111122223333' },
    Condition: { StringNotEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } },
  });
});

describe('deny', () => {
  test('takes patterns, and everything but some actions', () => {
    expect(deny({ sid: 'D', actions: ['s3:*', 's3:GetObject*', '*'], resources: ['*'] })).toEqual({
      Sid: 'D',
      Effect: 'Deny',
      Action: ['*', 's3:*', 's3:GetObject*'],
      Resource: '*',
    });
    expect(deny({ sid: 'D', exceptActions: ['s3:GetObject'], resources: [bucket] })).toMatchObject({
      NotAction: 's3:GetObject',
    });
  });

  test('of nothing or of two things is refused', () => {
    expect(() => deny({ sid: 'D', resources: ['*'] })).toThrow('Give either actions or exceptActions.');
    expect(() => deny({ sid: 'D', actions: ['*'], exceptActions: ['s3:*'], resources: ['*'] })).toThrow('Give either');
  });
});
