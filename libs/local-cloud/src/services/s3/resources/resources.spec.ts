import { describe, expect, test } from '@jest/globals';
import { object, type Properties } from '@palisade/local-engine';
import { hash } from 'node:crypto';
import { catalogueOf } from '../../../kernel/catalogue.ts';
import { declareGraph, type Declaration } from '../../../testing/index.ts';
import { s3 } from '../index.ts';
import { resources } from './index.ts';

const accountId = '123456789012';
const catalogue = catalogueOf([s3]);
const options = { catalogue, accountId, endpoint: 'https://127.0.0.1:4566', stack: 'test', region: 'us-east-1' };

/** Problems of what is declared, as text; empty if there are none. */
function problems(declare: (stack: Declaration) => void): string {
  try {
    declareGraph(options, declare);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const bucket = (inputs: Properties) => problems((stack) => void stack.resource('aws:s3/bucket:Bucket', 'b', inputs));
const part = (type: string, inputs: Properties) =>
  problems((stack) => {
    stack.resource('aws:s3/bucket:Bucket', 'b', { bucket: 'the-bucket' });
    stack.resource(`aws:s3/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`, 'part', {
      bucket: 'the-bucket',
      ...inputs,
    });
  });

describe('a bucket', () => {
  test('has the outputs of AWS', () => {
    const graph = declareGraph(
      options,
      (stack) => void stack.resource('aws:s3/bucket:Bucket', 'b', { bucket: 'the-bucket', region: 'ap-southeast-1' }),
    );
    expect(graph.resources[0]).toMatchObject({
      id: 'the-bucket',
      outputs: {
        arn: 'arn:aws:s3:::the-bucket',
        bucketDomainName: 'the-bucket.s3.amazonaws.com',
        bucketRegionalDomainName: 'the-bucket.s3.ap-southeast-1.amazonaws.com',
        hostedZoneId: 'Z3O0J2DXBE1FTB',
        bucketNamespace: 'global',
        forceDestroy: false,
      },
    });
  });

  test.each(['abc', 'a.b-c9', 'x'.repeat(63)])('may be called %s', (name) => {
    expect(bucket({ bucket: name })).toBe('');
  });

  test.each([
    'ab',
    'x'.repeat(64),
    'Upper-Case',
    'under_score',
    '-begins',
    'ends-',
    'two..dots',
    '192.168.5.4',
    'xn--name',
    'sthree-name',
    'amzn-s3-demo-bucket',
    'name-s3alias',
    'name--x-s3',
    'name.mrap',
    'name-an',
  ])('may not be called %s', (name) => {
    expect(bucket({ bucket: name })).toContain('InvalidBucketName');
  });

  test('in the account-regional namespace says so in its name', () => {
    expect(bucket({ bucket: `docs-${accountId}-us-east-1-an`, bucketNamespace: 'account-regional' })).toBe('');
    expect(bucket({ bucket: 'docs', bucketNamespace: 'account-regional' })).toContain(
      `ends in -${accountId}-us-east-1-an`,
    );
    expect(bucket({ bucket: `docs-${accountId}-eu-west-1-an`, bucketNamespace: 'account-regional' })).toContain(
      'InvalidBucketName',
    );
  });

  test('has at most 50 tags, none of them of AWS', () => {
    expect(bucket({ bucket: 'abc', tags: { 'aws:x': 'y' } })).toContain('InvalidTag: System tags');
    expect(
      bucket({ bucket: 'abc', tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v'])) }),
    ).toContain('at most 50 tags');
  });

  test('exists once', () => {
    const twice = problems((stack) => {
      stack.resource('aws:s3/bucket:Bucket', 'one', { bucket: 'same-name' });
      stack.resource('aws:s3/bucket:Bucket', 'two', { bucket: 'same-name' });
    });
    expect(twice).toContain('BucketAlreadyOwnedByYou');
    expect(twice.match(/BucketAlreadyOwnedByYou/g)).toHaveLength(1);
  });

  describe('refuses what is deprecated', () => {
    const reasons = new Map<string, string>();
    const { properties } = catalogue.resource('aws:s3/bucket:Bucket')?.inputs ?? object({});
    for (const [name, { shape }] of Object.entries(properties))
      if (shape.kind === 'refused') reasons.set(`Bucket.${name}`, shape.because);
    for (const { token, refused } of s3.resources) if (refused !== undefined) reasons.set(token, refused);

    test.each([...reasons])('%s: names a replacement if it can be declared', (_what, because) => {
      const type = /aws\.s3\.(Bucket\w*)/.exec(because)?.[1] ?? '';
      const model = s3.resources.find(({ token, refused }) => refused === undefined && token.endsWith(`:${type}`));
      expect(because).toBe(
        model === undefined
          ? `it is deprecated, and the aws.s3.${type} that replaces it is not supported either`
          : `it is deprecated, declare an aws.s3.${type} instead`,
      );
    });

    test.each([
      ['Bucket.acl', 'the aws.s3.BucketAcl that replaces it is not supported either'],
      ['Bucket.versioning', 'declare an aws.s3.BucketVersioning instead'],
      ['aws:s3/bucketV2:BucketV2', 'declare an aws.s3.Bucket instead'],
      ['aws:s3/bucketObject:BucketObject', 'declare an aws.s3.BucketObjectv2 instead'],
      ['aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2', 'is not supported either'],
    ])('%s: %s', (what, because) => expect(reasons.get(what)).toContain(because));

    test('and nothing else', () => {
      expect(reasons.get('Bucket.tags')).toBeUndefined();
      expect(catalogue.resource('aws:s3/bucket:Bucket')?.refused).toBeUndefined();
    });
  });
});

describe('a bucket policy', () => {
  const B = 'arn:aws:s3:::the-bucket';
  const fine = { Effect: 'Allow', Principal: { AWS: accountId }, Action: 's3:GetObject', Resource: `${B}/*` };
  const policy = (statement: object) =>
    part('BucketPolicy', { policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) });

  test.each([
    fine,
    { ...fine, Action: '*', Resource: [B, `${B}/*`] },
    { ...fine, Action: ['s3:Get*', 'S3:putobject'] },
    { ...fine, Principal: { Service: 'logging.s3.amazonaws.com' } },
    { ...fine, Principal: { AWS: 'arn:aws:iam::123456789012:role/path/name' } },
    { ...fine, Effect: 'Deny', Principal: '*' },
  ])('%j is fine', (statement) => {
    expect(policy(statement)).toBe('');
  });

  test.each([
    [{ ...fine, Action: 'dynamodb:GetItem' }, 'Policy has invalid action'],
    [{ ...fine, Action: 's3:GetObjekt' }, 'Policy has invalid action'],
    [{ ...fine, Resource: 'arn:aws:s3:::other-bucket/*' }, 'Policy has invalid resource'],
    [{ ...fine, Resource: '*' }, 'Policy has invalid resource'],
    [{ ...fine, Resource: 'arn:aws:s3:::the-bucket2' }, 'Policy has invalid resource'],
    [{ ...fine, Action: 's3:ListBucket' }, 'Action does not apply to any resource(s) in statement'],
    [{ ...fine, Resource: B }, 'Action does not apply to any resource(s) in statement'],
    [{ ...fine, Principal: { AWS: 'bob' } }, 'Invalid principal in policy'],
    [{ ...fine, Principal: { AWS: 'arn:aws:iam::123456789012:group/x' } }, 'Invalid principal in policy'],
    [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `${B}/*` }, 'MalformedPolicy'],
    [{ ...fine, Effect: 'Maybe' }, 'MalformedPolicy'],
    [{ ...fine, Condition: { StringSortOfEquals: { 'aws:SourceVpce': 'x' } } }, 'MalformedPolicy'],
  ])('%j is refused: %s', (statement, expected) => {
    expect(policy(statement)).toContain(expected);
  });

  test('has at most 20 KB', () => {
    expect(policy({ ...fine, Sid: 'x'.repeat(20 * 1024) })).toContain('PolicyTooLarge');
  });

  test('is not public unless public policies are let through', () => {
    const open = { ...fine, Principal: '*' };
    const withBlock = (blockPublicPolicy: boolean) =>
      problems((stack) => {
        stack.resource('aws:s3/bucket:Bucket', 'b', { bucket: 'the-bucket' });
        stack.resource('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', 'block', {
          bucket: 'the-bucket',
          blockPublicPolicy,
        });
        stack.resource('aws:s3/bucketPolicy:BucketPolicy', 'policy', {
          bucket: 'the-bucket',
          policy: JSON.stringify({ Version: '2012-10-17', Statement: [open] }),
        });
      });
    expect(withBlock(true)).toContain('BlockPublicPolicy');
    expect(withBlock(false)).toBe('');
    expect(policy(open)).toContain('on for every bucket without a BucketPublicAccessBlock');
  });
});

describe('other configurations', () => {
  test('exist once per bucket', () => {
    const twice = problems((stack) => {
      stack.resource('aws:s3/bucket:Bucket', 'b', { bucket: 'the-bucket' });
      for (const name of ['one', 'two']) {
        stack.resource('aws:s3/bucketVersioning:BucketVersioning', name, {
          bucket: 'the-bucket',
          versioningConfiguration: { status: 'Enabled' },
        });
      }
    });
    expect(twice).toContain('bucket the-bucket already has one in');
  });

  test('of logging stay in the region', () => {
    const logging = (region: string) =>
      problems((stack) => {
        stack.resource('aws:s3/bucket:Bucket', 'b', { bucket: 'the-bucket' });
        stack.resource('aws:s3/bucket:Bucket', 'logs', { bucket: 'log-bucket', region });
        stack.resource('aws:s3/bucketLogging:BucketLogging', 'logging', {
          bucket: 'the-bucket',
          targetBucket: 'log-bucket',
          targetPrefix: '',
        });
      });
    expect(logging('us-east-1')).toBe('');
    expect(logging('eu-west-1')).toContain('CrossLocationLoggingProhibitted');
  });

  test('of encryption have one rule', () => {
    const rule = { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } };
    expect(part('BucketServerSideEncryptionConfiguration', { rules: [rule] })).toBe('');
    expect(part('BucketServerSideEncryptionConfiguration', { rules: [rule, rule] })).toContain(
      'exactly one encryption rule',
    );
  });
});

describe('a lifecycle rule', () => {
  const rule = (more: Properties) =>
    part('BucketLifecycleConfiguration', {
      rules: [{ id: 'r', status: 'Enabled', filter: {}, expiration: { days: 60 }, ...more }],
    });

  test.each<Properties>([
    {},
    { transitions: [{ days: 30, storageClass: 'STANDARD_IA' }] },
    { transitions: [{ days: 0, storageClass: 'INTELLIGENT_TIERING' }] },
    { expiration: { date: '2027-01-01T00:00:00Z' } },
    { filter: { and: { prefix: 'a', tags: { x: 'y' } } } },
  ])('%j is fine', (more) => {
    expect(rule(more)).toBe('');
  });

  test.each<[Properties, string]>([
    [{ expiration: { days: 0 } }, "'Days' for Expiration action must be a positive integer"],
    [
      { expiration: { days: 1, expiredObjectDeleteMarker: true } },
      'exactly one of days, date and expiredObjectDeleteMarker',
    ],
    [{ expiration: { date: '2027-01-01T10:00:00Z' } }, 'must be at midnight GMT'],
    [
      { expiration: { expiredObjectDeleteMarker: true }, filter: { tag: { key: 'a', value: 'b' } } },
      'cannot be specified with tags',
    ],
    [{ transitions: [{ days: 29, storageClass: 'STANDARD_IA' }] }, 'greater than or equal to 30'],
    [{ transitions: [{ days: 60, storageClass: 'GLACIER' }] }, "'Days' in the Expiration action must be greater"],
    [{ filter: { prefix: 'a', objectSizeLessThan: 3 } }, 'a filter has one condition'],
    [
      { filter: { and: { objectSizeGreaterThan: 5, objectSizeLessThan: 5 } } },
      "'ObjectSizeLessThan' has to be greater",
    ],
    [{ noncurrentVersionExpiration: { noncurrentDays: 0 } }, 'must be a positive integer'],
    [{ abortIncompleteMultipartUpload: { daysAfterInitiation: 0 } }, "'DaysAfterInitiation'"],
    [{ id: '' }, 'ID length'],
  ])('%j is refused: %s', (more, expected) => {
    expect(rule(more)).toContain(expected);
  });

  test('has an action and a name of its own', () => {
    const bare = { id: 'r', status: 'Enabled', filter: {} };
    expect(part('BucketLifecycleConfiguration', { rules: [bare] })).toContain('At least one action');
    const named = { ...bare, expiration: { days: 1 } };
    expect(part('BucketLifecycleConfiguration', { rules: [named, named] })).toContain('Rule ID must be unique');
    expect(part('BucketLifecycleConfiguration', { rules: [] })).toContain('1 to 1000 rules');
  });
});

describe('a declared object', () => {
  const declared = (inputs: Properties) => part('BucketObjectv2', inputs);

  test.each<[Properties, string]>([
    [{ content: 'x', contentBase64: 'eA==' }, 'content and contentBase64 conflict'],
    [{ key: 'é'.repeat(513), content: 'x' }, 'KeyTooLongError'],
    [{ content: 'x', metadata: { Upper: 'y' } }, 'Metadata must be lowercase only'],
    [
      { content: 'x', tags: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`k${i}`, 'v'])) },
      'Object tags cannot be greater than 10',
    ],
  ])('%j is refused: %s', (inputs, expected) => {
    expect(declared(inputs)).toContain(expected);
  });

  test('is called like the resource if the program gives no key, and tells its checksum', () => {
    const graph = declareGraph(options, (stack) => {
      stack.resource('aws:s3/bucket:Bucket', 'b', { bucket: 'the-bucket' });
      stack.resource('aws:s3/bucketObjectv2:BucketObjectv2', 'name.txt', {
        bucket: 'the-bucket',
        content: 'x',
        checksumAlgorithm: 'SHA256',
      });
    });
    expect(graph.resources[1]).toMatchObject({
      id: 'the-bucket/name.txt',
      outputs: {
        arn: 'arn:aws:s3:::the-bucket/name.txt',
        versionId: '',
        checksumSha256: hash('sha256', 'x', 'base64'),
      },
    });
  });
});

test('every model is of S3 and is listed once', () => {
  const tokens = resources.map(({ token }) => token);
  expect(tokens.every((token) => /^aws:s3\/(\w+):\w+$/.test(token))).toBe(true);
  expect(new Set(tokens).size).toBe(tokens.length);
});
