import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { actionsOf } from '@palisade/policies';
import { services } from '../kernel/registry.ts';

/** Operations that ask for actions of another name than their own. Source: Service Authorization Reference. */
const asked: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  dynamodb: {
    TransactGetItems: ['GetItem'],
    TransactWriteItems: ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
  },
  kms: { ReEncrypt: ['ReEncryptFrom', 'ReEncryptTo'] },
  lambda: { Invoke: ['InvokeFunction'] },
  s3: {
    CompleteMultipartUpload: ['PutObject'],
    CopyObject: ['GetObject', 'PutObject'],
    CreateMultipartUpload: ['PutObject'],
    DeleteObjects: ['DeleteObject', 'DeleteObjectVersion'],
    GetBucketEncryption: ['GetEncryptionConfiguration'],
    GetBucketLifecycleConfiguration: ['GetLifecycleConfiguration'],
    GetBucketNotificationConfiguration: ['GetBucketNotification'],
    GetObjectLockConfiguration: ['GetBucketObjectLockConfiguration'],
    GetPublicAccessBlock: ['GetBucketPublicAccessBlock'],
    HeadBucket: ['ListBucket'],
    HeadObject: ['GetObject'],
    ListBuckets: ['ListAllMyBuckets'],
    ListMultipartUploads: ['ListBucketMultipartUploads'],
    ListObjects: ['ListBucket'],
    ListObjectsV2: ['ListBucket'],
    ListObjectVersions: ['ListBucketVersions'],
    ListParts: ['ListMultipartUploadParts'],
    UploadPart: ['PutObject'],
    UploadPartCopy: ['GetObject', 'PutObject'],
  },
  sns: { PublishBatch: ['Publish'] },
  sqs: {
    ChangeMessageVisibilityBatch: ['ChangeMessageVisibility'],
    DeleteMessageBatch: ['DeleteMessage'],
    SendMessageBatch: ['SendMessage'],
  },
};

/** API Gateway's actions are the methods of HTTP. */
const byMethod = new Set(['apigateway']);

const known = (service: string): ReadonlySet<string> => new Set(actionsOf(service as Parameters<typeof actionsOf>[0]));

describe.each(services)('the actions of $name', ({ name, operations }) => {
  test('are those of the service authorization data', () => {
    const actions = known(name);
    expect(actions.size).toBeGreaterThan(0);
    if (byMethod.has(name))
      return expect([...actions]).toEqual(
        expect.arrayContaining(['GET', 'POST', 'DELETE'].map((verb) => `${name}:${verb}`)),
      );
    const unknown = operations.flatMap((operation) =>
      (asked[name]?.[operation.name] ?? [operation.name])
        .map((action) => `${name}:${action}`)
        .filter((action) => !actions.has(action)),
    );
    expect(unknown).toEqual([]);
  });

  test('has no stale exception', () => {
    const names = new Set(operations.map((operation) => operation.name));
    expect(Object.keys(asked[name] ?? {}).filter((operation) => !names.has(operation))).toEqual([]);
  });
});

test('every action that stands in the code is one that exists', () => {
  const root = new URL('..', import.meta.url).pathname;
  const files = globSync('{gateway,kernel,services}/**/*.ts', { cwd: root }).filter(
    (file) => !/spec\.ts$|\/testing\//.test(file),
  );
  const written = files.flatMap((file) =>
    [...readFileSync(`${root}${file}`, 'utf8').matchAll(/\baction: '([a-z0-9-]+:[A-Za-z]+)'/g)].map(
      ([, action = '']) => action,
    ),
  );
  expect(written.length).toBeGreaterThan(50);
  const unknown = written.filter((action) => !known(action.split(':')[0] ?? '').has(action));
  expect([...new Set(unknown)]).toEqual([]);
});
