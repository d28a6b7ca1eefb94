import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type ChecksumAlgorithm,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checksumOf } from '../checksums/checksum.ts';
import { declareBucket, declareVersioning, refusal, startS3, type S3Cloud } from '../testing/s3-cloud.ts';

const Bucket = 'multipart-bucket';
const MIB = 2 ** 20;
const large = Buffer.alloc(5 * MIB, 'first part ');
const small = Buffer.from('the end');
let s3: S3Cloud;

beforeAll(async () => {
  s3 = await startS3((stack) => {
    declareBucket(stack, Bucket);
    declareVersioning(stack, Bucket);
  });
});
afterAll(() => s3.close());

const begin = async (
  Key: string,
  more: Partial<ConstructorParameters<typeof CreateMultipartUploadCommand>[0]> = {},
): Promise<string> => (await s3.admin.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }))).UploadId ?? '';

const part = (Key: string, UploadId: string, PartNumber: number, Body: Buffer, algorithm?: ChecksumAlgorithm) =>
  s3.admin.send(
    new UploadPartCommand({
      Bucket,
      Key,
      UploadId,
      PartNumber,
      Body,
      ...(algorithm && { ChecksumAlgorithm: algorithm }),
    }),
  );

const complete = (Key: string, UploadId: string, Parts: CompletedPart[], more = {}) =>
  s3.admin.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more }));

const files = (): string[] => readdirSync(join(s3.cloud.root, 'stacks', 'test', 's3', 'buckets', Bucket, 'bodies'));

describe('a multipart upload', () => {
  test('becomes one object, read whole, in ranges and by part', async () => {
    const Key = 'whole';
    const UploadId = await begin(Key, { ContentType: 'text/plain', Metadata: { a: 'b' }, Tagging: 'x=y' });
    const second = await part(Key, UploadId, 2, small);
    await part(Key, UploadId, 1, small);
    const first = await part(Key, UploadId, 1, large);
    const parts = [
      { PartNumber: 1, ETag: first.ETag },
      { PartNumber: 2, ETag: second.ETag },
    ];
    const answer = await complete(Key, UploadId, parts as CompletedPart[]);
    const etag = hash('md5', Buffer.from(`${hash('md5', large)}${hash('md5', small)}`, 'hex'), 'hex');
    expect(answer).toMatchObject({
      ETag: `"${etag}-2"`,
      Key,
      Bucket,
      VersionId: expect.any(String),
      ServerSideEncryption: 'AES256',
    });

    const whole = Buffer.concat([large, small]);
    const get = async (more = {}) => s3.admin.send(new GetObjectCommand({ Bucket, Key, ...more }));
    const object = await get({ ChecksumMode: 'ENABLED' });
    expect(object).toMatchObject({
      ContentLength: whole.length,
      ContentType: 'text/plain',
      Metadata: { a: 'b' },
      TagCount: 1,
    });
    expect(object).toMatchObject({ ChecksumType: 'FULL_OBJECT', ChecksumCRC64NVME: checksumOf('CRC64NVME', whole) });
    expect(Buffer.from((await object.Body?.transformToByteArray()) ?? []).equals(whole)).toBe(true);
    const across = await get({ Range: `bytes=${5 * MIB - 3}-${5 * MIB + 2}` });
    expect(await across.Body?.transformToString()).toBe(whole.subarray(5 * MIB - 3, 5 * MIB + 3).toString());
    const byPart = await get({ PartNumber: 2 });
    expect(byPart).toMatchObject({
      PartsCount: 2,
      ContentRange: `bytes ${5 * MIB}-${whole.length - 1}/${whole.length}`,
    });
    expect(await byPart.Body?.transformToString()).toBe('the end');
    const { ObjectParts } = await s3.admin.send(
      new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ['ObjectParts'] }),
    );
    expect(ObjectParts).toMatchObject({
      TotalPartsCount: 2,
      IsTruncated: false,
      Parts: [
        { PartNumber: 1, Size: 5 * MIB },
        { PartNumber: 2, Size: 7 },
      ],
    });
    expect(files()).toHaveLength(2);
    expect(await refusal(complete(Key, UploadId, parts as CompletedPart[]))).toBe('NoSuchUpload 404');
  });

  test.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)('may have a %s of the whole', async (algorithm) => {
    const Key = `full-${algorithm}`;
    const UploadId = await begin(Key, { ChecksumAlgorithm: algorithm, ChecksumType: 'FULL_OBJECT' });
    const first = await part(Key, UploadId, 1, large, algorithm);
    const second = await part(Key, UploadId, 2, small, algorithm);
    const name = `Checksum${algorithm}` as const;
    const whole = checksumOf(algorithm, Buffer.concat([large, small]));
    const parts = [first, second].map((each, index) => ({
      PartNumber: index + 1,
      ETag: each.ETag,
      [name]: each[name],
    })) as CompletedPart[];
    expect(await refusal(complete(Key, UploadId, parts, { [name]: checksumOf(algorithm, small) }))).toBe(
      'BadDigest 400',
    );
    expect(await complete(Key, UploadId, parts, { [name]: whole })).toMatchObject({
      [name]: whole,
      ChecksumType: 'FULL_OBJECT',
    });
  });

  test('may have a checksum of the checksums of its parts', async () => {
    const UploadId = await begin('composite', { ChecksumAlgorithm: 'SHA256' });
    const { ETag, ChecksumSHA256 = '' } = await part('composite', UploadId, 1, small, 'SHA256');
    expect(ChecksumSHA256).toBe(hash('sha256', small, 'base64'));
    expect(await refusal(complete('composite', UploadId, [{ PartNumber: 1, ETag }]))).toBe('InvalidRequest 400');
    const value = `${hash('sha256', Buffer.from(ChecksumSHA256, 'base64'), 'base64')}-1`;
    const answer = await complete('composite', UploadId, [{ PartNumber: 1, ETag, ChecksumSHA256 }]);
    expect(answer).toMatchObject({ ChecksumType: 'COMPOSITE', ChecksumSHA256: value });
  });

  test('takes parts of objects that are there already', async () => {
    await s3.admin.send(new PutObjectCommand({ Bucket, Key: 'there', Body: large }));
    const UploadId = await begin('copied');
    const copy = (PartNumber: number, CopySourceRange?: string) =>
      s3.admin.send(
        new UploadPartCopyCommand({
          Bucket,
          Key: 'copied',
          UploadId,
          PartNumber,
          CopySource: `${Bucket}/there`,
          ...(CopySourceRange && { CopySourceRange }),
        }),
      );
    const first = await copy(1);
    const second = await copy(2, 'bytes=0-4');
    expect(await refusal(copy(3, 'bytes=4-'))).toBe('InvalidArgument 400');
    const told = [first, second].map(({ CopyPartResult }, index) => ({
      PartNumber: index + 1,
      ETag: CopyPartResult?.ETag,
      ChecksumCRC32: CopyPartResult?.ChecksumCRC32,
    }));
    await complete('copied', UploadId, told as CompletedPart[]);
    const { Body, ContentLength } = await s3.admin.send(
      new GetObjectCommand({ Bucket, Key: 'copied', Range: `bytes=${5 * MIB}-` }),
    );
    expect([await Body?.transformToString(), ContentLength]).toEqual(['first', 5]);
  });

  test('is listed while it lasts, and gone with its parts once it is aborted', async () => {
    const before = files().length;
    const [one, two] = [await begin('listed/1'), await begin('listed/2')];
    await part('listed/1', one, 3, small);
    await part('listed/1', one, 1, large);
    const uploads = async (more = {}) =>
      s3.admin.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'listed/', ...more }));
    expect((await uploads()).Uploads?.map(({ Key, UploadId }) => [Key, UploadId])).toEqual([
      ['listed/1', one],
      ['listed/2', two],
    ]);
    const page = await uploads({ MaxUploads: 1 });
    expect(page).toMatchObject({ IsTruncated: true, NextKeyMarker: 'listed/1', NextUploadIdMarker: one });
    const rest = await uploads({ KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker });
    expect(rest.Uploads?.map(({ Key }) => Key)).toEqual(['listed/2']);
    const parts = await s3.admin.send(new ListPartsCommand({ Bucket, Key: 'listed/1', UploadId: one }));
    expect(parts.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, 5 * MIB],
      [3, 7],
    ]);
    const partPage = await s3.admin.send(
      new ListPartsCommand({ Bucket, Key: 'listed/1', UploadId: one, MaxParts: 1, PartNumberMarker: '1' }),
    );
    expect(partPage.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([3]);
    expect(files()).toHaveLength(before + 2);
    for (const [Key, UploadId] of [
      ['listed/1', one],
      ['listed/2', two],
    ]) {
      await s3.admin.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    }
    expect((await uploads()).Uploads).toBeUndefined();
    expect(files()).toHaveLength(before);
    expect(await refusal(part('listed/1', one, 1, small))).toBe('NoSuchUpload 404');
  });

  test('is refused where its parts do not fit', async () => {
    const Key = 'refused';
    const UploadId = await begin(Key, { ChecksumAlgorithm: 'CRC32' });
    const [first, second] = [await part(Key, UploadId, 1, small), await part(Key, UploadId, 2, small)];
    const named = (PartNumber: number, answer: typeof first): CompletedPart => ({
      PartNumber,
      ETag: answer.ETag,
      ChecksumCRC32: answer.ChecksumCRC32,
    });
    const [one, two] = [named(1, first), named(2, second)];
    expect(await refusal(complete(Key, UploadId, [one, two]))).toBe('EntityTooSmall 400');
    expect(await refusal(complete(Key, UploadId, [two, one]))).toBe('InvalidPartOrder 400');
    expect(await refusal(complete(Key, UploadId, [{ ...one, PartNumber: 7 }]))).toBe('InvalidPart 400');
    expect(await refusal(complete(Key, UploadId, [{ ...one, ETag: '"other"' }]))).toBe('InvalidPart 400');
    expect(await refusal(complete(Key, UploadId, []))).toBe('MalformedXML 400');
    expect(await refusal(part(Key, UploadId, 10_001, small))).toBe('InvalidArgument 400');
    expect(await refusal(part(Key, UploadId, 1, small, 'SHA256'))).toBe('InvalidRequest 400');
    expect(await refusal(part('other-key', UploadId, 1, small))).toBe('NoSuchUpload 404');
    expect(await refusal(begin(Key, { ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' }))).toBe(
      'InvalidRequest 400',
    );
    await complete(Key, UploadId, [one]);
    const again = await begin(Key);
    const part1 = named(1, await part(Key, again, 1, small));
    expect(await refusal(complete(Key, again, [part1], { IfNoneMatch: '*' }))).toBe('PreconditionFailed 412');
    await complete(Key, again, [part1]);
  });
});
