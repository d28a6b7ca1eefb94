import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  DeleteObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hash } from 'node:crypto';
import { declareBucket, refusal, startS3, type S3Cloud } from '../testing/s3-cloud.ts';

const Bucket = 'objects-bucket';
let s3: S3Cloud;

beforeAll(async () => {
  s3 = await startS3((stack) => void declareBucket(stack, Bucket));
});
afterAll(() => s3.close());

const put = (Key: string, Body = 'body', more: Partial<PutObjectCommandInput> = {}) =>
  s3.admin.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from(Body), ...more }));
const get = (Key: string, more = {}) => s3.admin.send(new GetObjectCommand({ Bucket, Key, ...more }));
const textOf = async (Key: string, more = {}) => (await get(Key, more)).Body?.transformToString();

describe('an object', () => {
  test('comes back as it was put, with everything that was said about it', async () => {
    const answer = await put('dir/a file (ü) & more.txt', 'hello', {
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment',
      ContentLanguage: 'en',
      Metadata: { owner: 'me' },
      Tagging: 'team=a%20b&stage=prod',
      StorageClass: 'STANDARD_IA',
    });
    expect(answer).toMatchObject({
      ETag: `"${hash('md5', 'hello')}"`,
      ServerSideEncryption: 'AES256',
      ChecksumType: 'FULL_OBJECT',
    });
    expect(answer.VersionId).toBeUndefined();
    const object = await get('dir/a file (ü) & more.txt', { ChecksumMode: 'ENABLED' });
    expect(await object.Body?.transformToString()).toBe('hello');
    expect(object).toMatchObject({
      ContentType: 'text/plain',
      ContentLength: 5,
      CacheControl: 'no-store',
      ContentDisposition: 'attachment',
      ContentLanguage: 'en',
      Metadata: { owner: 'me' },
      TagCount: 2,
      StorageClass: 'STANDARD_IA',
      ServerSideEncryption: 'AES256',
      AcceptRanges: 'bytes',
      ChecksumCRC32: answer.ChecksumCRC32,
      LastModified: new Date(s3.cloud.clock.now()),
    });
  });

  test.each(['', 'x', 'y'.repeat(1.5 * 2 ** 20)])('of any size comes back and says how large it is', async (body) => {
    await put('size', body);
    expect(await textOf('size')).toBe(body);
    const head = await s3.admin.send(new HeadObjectCommand({ Bucket, Key: 'size' }));
    expect(head).toMatchObject({
      ContentLength: body.length,
      ContentType: 'application/octet-stream',
      ETag: `"${hash('md5', body)}"`,
    });
  });

  test('is read in ranges', async () => {
    await put('range', '0123456789');
    const range = await get('range', { Range: 'bytes=2-4' });
    expect(range).toMatchObject({ ContentRange: 'bytes 2-4/10', ContentLength: 3, $metadata: { httpStatusCode: 206 } });
    expect(await range.Body?.transformToString()).toBe('234');
    expect(await textOf('range', { Range: 'bytes=-2' })).toBe('89');
    expect(await textOf('range', { PartNumber: 1 })).toBe('0123456789');
    expect(await refusal(get('range', { Range: 'bytes=10-' }))).toBe('InvalidRange 416');
    expect(await refusal(get('range', { PartNumber: 2 }))).toMatch(/416$/);
  });

  test('is read on conditions', async () => {
    const { ETag } = await put('condition');
    const [before, after] = [new Date(s3.cloud.clock.now() - 1000), new Date(s3.cloud.clock.now() + 1000)];
    expect(await textOf('condition', { IfMatch: ETag, IfUnmodifiedSince: before })).toBe('body');
    expect(await textOf('condition', { IfNoneMatch: '"other"', IfModifiedSince: after })).toBe('body');
    expect(await refusal(get('condition', { IfMatch: '"other"' }))).toMatch(/412$/);
    expect(await refusal(get('condition', { IfUnmodifiedSince: before }))).toMatch(/412$/);
    expect(await refusal(get('condition', { IfNoneMatch: ETag }))).toMatch(/304$/);
    expect(await refusal(get('condition', { IfModifiedSince: after }))).toMatch(/304$/);
  });

  test('is read with headers the reader chose', async () => {
    await put('response');
    const answer = await get('response', { ResponseContentType: 'text/html', ResponseCacheControl: 'no-cache' });
    expect(answer).toMatchObject({ ContentType: 'text/html', CacheControl: 'no-cache' });
  });

  test('is written once with If-None-Match and over a known state with If-Match', async () => {
    const first = await put('once', '1', { IfNoneMatch: '*' });
    expect(await refusal(put('once', '2', { IfNoneMatch: '*' }))).toBe('PreconditionFailed 412');
    await put('once', '3', { IfMatch: first.ETag });
    expect(await refusal(put('once', '4', { IfMatch: first.ETag }))).toBe('PreconditionFailed 412');
    expect(await refusal(put('never', '4', { IfMatch: first.ETag }))).toBe('NoSuchKey 404');
    expect(await textOf('once')).toBe('3');
    expect(await refusal(s3.admin.send(new DeleteObjectCommand({ Bucket, Key: 'once', IfMatch: first.ETag })))).toBe(
      'PreconditionFailed 412',
    );
  });

  test('is made by one of many who try at once', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => put('race', `${index}`, { IfNoneMatch: '*' })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected')
        expect(['PreconditionFailed', 'ConditionalRequestConflict']).toContain(answer.reason.name);
    }
  });

  test('is deleted, and deleting it again succeeds', async () => {
    await put('gone');
    await s3.admin.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    expect(await refusal(get('gone'))).toBe('NoSuchKey 404');
    expect(await refusal(s3.admin.send(new HeadObjectCommand({ Bucket, Key: 'gone' })))).toBe('NotFound 404');
    await s3.admin.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
  });

  test('is copied with what was said about it, or with something else', async () => {
    await put('source', 'copied', { ContentType: 'text/css', Metadata: { a: '1' }, Tagging: 'x=y' });
    const copy = (Key: string, more = {}) =>
      s3.admin.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/source`, ...more }));
    expect((await copy('copy')).CopyObjectResult).toMatchObject({ ETag: `"${hash('md5', 'copied')}"` });
    expect(await get('copy')).toMatchObject({ ContentType: 'text/css', Metadata: { a: '1' }, TagCount: 1 });
    await copy('copy2', {
      MetadataDirective: 'REPLACE',
      ContentType: 'text/html',
      TaggingDirective: 'REPLACE',
      Tagging: 'p=q',
    });
    expect(await get('copy2')).toMatchObject({ ContentType: 'text/html', Metadata: {} });
    expect(await textOf('copy2')).toBe('copied');
    expect(await refusal(copy('source'))).toBe('InvalidRequest 400');
    expect(await refusal(copy('x', { CopySource: `${Bucket}/nothing` }))).toBe('NoSuchKey 404');
    expect(await refusal(copy('x', { CopySource: 'no-such-bucket-here/k' }))).toBe('NoSuchBucket 404');
    expect(await refusal(copy('x', { CopySourceIfNoneMatch: `"${hash('md5', 'copied')}"` }))).toBe(
      'PreconditionFailed 412',
    );
  });

  test('has tags of its own', async () => {
    await put('tagged', 'x', { Tagging: 'a=1' });
    const tags = async () => (await s3.admin.send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged' }))).TagSet;
    expect(await tags()).toEqual([{ Key: 'a', Value: '1' }]);
    const tag = (TagSet: { Key: string; Value: string }[]) =>
      s3.admin.send(new PutObjectTaggingCommand({ Bucket, Key: 'tagged', Tagging: { TagSet } }));
    await tag([{ Key: 'b', Value: 'a b+c=1' }]);
    expect(await tags()).toEqual([{ Key: 'b', Value: 'a b+c=1' }]);
    expect(
      await refusal(
        tag([
          { Key: 'b', Value: '1' },
          { Key: 'b', Value: '2' },
        ]),
      ),
    ).toBe('InvalidTag 400');
    expect(await refusal(tag(Array.from({ length: 11 }, (_, i) => ({ Key: `${i}`, Value: '' }))))).toBe(
      'BadRequest 400',
    );
    expect(await refusal(tag([{ Key: 'aws:x', Value: '' }]))).toBe('InvalidTag 400');
    await s3.admin.send(new DeleteObjectTaggingCommand({ Bucket, Key: 'tagged' }));
    expect(await tags()).toEqual([]);
  });

  test('tells its attributes', async () => {
    const { ChecksumSHA256 } = await put('attributes', 'x', { ChecksumAlgorithm: 'SHA256' });
    expect(
      await s3.admin.send(
        new GetObjectAttributesCommand({
          Bucket,
          Key: 'attributes',
          ObjectAttributes: ['ETag', 'Checksum', 'ObjectSize', 'StorageClass'],
        }),
      ),
    ).toMatchObject({ ETag: hash('md5', 'x'), Checksum: { ChecksumSHA256 }, ObjectSize: 1, StorageClass: 'STANDARD' });
  });
});

describe('S3 refuses', () => {
  test.each<[string, Partial<PutObjectCommandInput>, string]>([
    ['a wrong MD5', { ContentMD5: hash('md5', 'other', 'base64') }, 'BadDigest 400'],
    ['no MD5 at all', { ContentMD5: 'abc' }, 'InvalidDigest 400'],
    ['a wrong checksum', { ChecksumSHA256: hash('sha256', 'other', 'base64') }, 'BadDigest 400'],
    ['half a checksum', { ChecksumCRC32: 'AAAA' }, 'InvalidRequest 400'],
    ['too much metadata', { Metadata: { a: 'x'.repeat(2048) } }, 'MetadataTooLarge 400'],
    ['the managed KMS key, by name', { ServerSideEncryption: 'aws:kms' }, 'NotImplemented 501'],
    ['an unknown encryption', { ServerSideEncryption: 'rot13' as 'AES256' }, 'InvalidArgument 400'],
    ['an unknown storage class', { StorageClass: 'FLOPPY' as 'STANDARD' }, 'InvalidStorageClass 400'],
    ['an ACL', { ACL: 'private' }, 'AccessControlListNotSupported 400'],
    ['a public ACL', { ACL: 'public-read' }, 'AccessControlListNotSupported 400'],
    ['a grant', { GrantRead: 'id=x' }, 'AccessControlListNotSupported 400'],
    ['a lock', { ObjectLockLegalHoldStatus: 'ON' }, 'InvalidRequest 400'],
    ['an ETag in If-None-Match', { IfNoneMatch: '"x"' }, 'NotImplemented 501'],
    ['keys of the customer', { SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'k'.repeat(32) }, 'AccessDenied 403'],
  ])('%s', async (_what, more, expected) => {
    expect(await refusal(put('refused', 'body', more))).toBe(expected);
    expect(await refusal(get('refused'))).toBe('NoSuchKey 404');
  });

  test('keys of more than 1024 bytes, not of 1024', async () => {
    await put('é'.repeat(512));
    expect(await textOf('é'.repeat(512))).toBe('body');
    expect(await refusal(put('é'.repeat(513)))).toBe('KeyTooLongError 400');
  });

  test('an object that is to be archived before it can be read', async () => {
    await put('archived', 'x', { StorageClass: 'DEEP_ARCHIVE' });
    expect(await refusal(get('archived'))).toBe('InvalidObjectState 403');
    expect(await s3.admin.send(new HeadObjectCommand({ Bucket, Key: 'archived' }))).toMatchObject({
      StorageClass: 'DEEP_ARCHIVE',
    });
  });
});

test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
  '%s checksums are verified, kept and given back',
  async (ChecksumAlgorithm) => {
    const answer = await put('checksum', 'the body', { ChecksumAlgorithm });
    const name = `Checksum${ChecksumAlgorithm}` as const;
    expect(answer[name]).toBeDefined();
    expect((await get('checksum', { ChecksumMode: 'ENABLED' }))[name]).toBe(answer[name]);
  },
);

test('the owner may be named', async () => {
  await put('owner', 'x', { ExpectedBucketOwner: s3.cloud.cloud.host.accountId });
  expect(await refusal(put('owner', 'x', { ExpectedBucketOwner: '111111111111' }))).toBe('AccessDenied 403');
});
