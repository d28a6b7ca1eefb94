import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import { HeadObjectCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { declareTrail, declareTrailBucket, startTrailCloud, type TrailCloud } from '../testing/trail-cloud.ts';

interface Digest {
  readonly digestStartTime: string;
  readonly digestEndTime: string;
  readonly digestS3Bucket: string;
  readonly digestS3Object: string;
  readonly digestPublicKeyFingerprint: string;
  readonly previousDigestS3Object: string | null;
  readonly previousDigestHashValue: string | null;
  readonly previousDigestSignature: string | null;
  readonly logFiles: readonly { readonly s3Object: string; readonly hashValue: string }[];
}

let cloud: TrailCloud;
beforeEach(async () => {
  cloud = await startTrailCloud((stack) => {
    declareTrailBucket(stack);
    declareTrail(stack, { enableLogFileValidation: true });
  });
});
afterEach(() => cloud.close());

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** What `aws cloudtrail validate-logs` does with one digest. */
async function validate(key: string): Promise<{ readonly digest: Digest; readonly valid: boolean }> {
  const content = await cloud.content(key);
  const digest = JSON.parse(content.toString()) as Digest;
  const { Metadata = {} } = await cloud.s3().send(new HeadObjectCommand({ Bucket: 'trail-bucket', Key: key }));
  const { PublicKeyList = [] } = await cloud.client().send(new ListPublicKeysCommand({}));
  const found = PublicKeyList.find(({ Fingerprint }) => Fingerprint === digest.digestPublicKeyFingerprint);
  const publicKey = createPublicKey({ key: Buffer.from(found?.Value ?? []), format: 'der', type: 'pkcs1' });
  const signed = [
    digest.digestEndTime,
    `${digest.digestS3Bucket}/${digest.digestS3Object}`,
    sha256(content),
    digest.previousDigestSignature ?? 'null',
  ].join('\n');
  const signature = Buffer.from(Metadata['signature'] ?? '', 'hex');
  return { digest, valid: verify('sha256', Buffer.from(signed), publicKey, signature) };
}

const digests = async (): Promise<readonly string[]> =>
  (await cloud.keys()).filter((key) => key.includes('/CloudTrail-Digest/')).sort();

test('digests name the files of their hour, are signed, and form a chain', async () => {
  await cloud.s3().send(new ListBucketsCommand({}));
  await cloud.minutes(5);
  await cloud.minutes(55);
  await cloud.minutes(60);
  const [first = '', second = '', ...more] = await digests();
  expect(more).toEqual([]);
  expect(first).toMatch(
    /^AWSLogs\/123456789012\/CloudTrail-Digest\/us-east-1\/\d{4}\/\d\d\/\d\d\/123456789012_CloudTrail-Digest_us-east-1_audit_us-east-1_\d{8}T\d{6}Z\.json\.gz$/,
  );
  const one = await validate(first);
  const two = await validate(second);
  expect([one.valid, two.valid]).toEqual([true, true]);
  const [file] = one.digest.logFiles;
  expect(sha256(await cloud.content(file?.s3Object ?? ''))).toBe(file?.hashValue);
  expect(one.digest).toMatchObject({ digestS3Object: first, previousDigestS3Object: null });
  expect(two.digest).toMatchObject({
    digestStartTime: one.digest.digestEndTime,
    previousDigestS3Object: first,
    previousDigestHashValue: sha256(await cloud.content(first)),
  });
});

test('a changed digest does not stand', async () => {
  await cloud.minutes(60);
  const [key = ''] = await digests();
  const { digest, valid } = await validate(key);
  expect(valid).toBe(true);
  // The same digest beside another object of the bucket: the name is part of what is signed.
  const { S3Client, CopyObjectCommand } = await import('@aws-sdk/client-s3');
  await new S3Client(cloud.cloud.deployer()).send(
    new CopyObjectCommand({
      Bucket: 'trail-bucket',
      Key: `${key}.copy`,
      CopySource: `trail-bucket/${key}`,
      MetadataDirective: 'REPLACE',
      Metadata: { signature: '00'.repeat(256) },
    }),
  );
  expect((await validate(`${key}.copy`)).valid).toBe(false);
  expect(digest.logFiles).toEqual([]);
});

test('without validation there are none', async () => {
  await cloud.cloud.deploy((stack) => {
    declareTrailBucket(stack);
    declareTrail(stack);
  });
  await cloud.minutes(60);
  expect(await digests()).toEqual([]);
  expect((await cloud.client().send(new ListPublicKeysCommand({}))).PublicKeyList).toEqual([]);
});
