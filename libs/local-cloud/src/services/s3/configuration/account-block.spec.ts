import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { startTestCloud, type Declaration } from '../../../testing/index.ts';
import { s3 } from '../index.ts';
import { ACCOUNT_PUBLIC_ACCESS_BLOCK } from '../resources/account-public-access-block.ts';

const services = [s3];
const everything = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const nothing = Object.fromEntries(Object.keys(everything).map((name) => [name, false]));

const block = (stack: Declaration, inputs: Properties = everything, options = {}): void =>
  void stack.resource(ACCOUNT_PUBLIC_ACCESS_BLOCK, 'account', inputs, options);

/** A bucket that everybody may read, as far as it is concerned. */
function declarePublic(stack: Declaration): void {
  stack.resource('aws:s3/bucket:Bucket', 'site', { bucket: 'site' });
  stack.resource('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', 'site', { bucket: 'site', ...nothing });
  stack.resource('aws:s3/bucketPolicy:BucketPolicy', 'site', {
    bucket: 'site',
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::site/*' }],
    }),
  });
}

test('the account’s block closes a bucket that is public by itself', async () => {
  const cloud = await startTestCloud(declarePublic, { services });
  const client = new S3Client({ ...cloud.deployer(), forcePathStyle: true });
  await client.send(new PutObjectCommand({ Bucket: 'site', Key: 'page', Body: 'hello' }));
  const anonymous = new S3Client({
    ...cloud.deployer(),
    forcePathStyle: true,
    signer: { sign: async (request) => request },
  });
  const read = () => anonymous.send(new GetObjectCommand({ Bucket: 'site', Key: 'page' }));
  expect(await (await read()).Body?.transformToString()).toBe('hello');
  await cloud.deploy(block, 'baseline');
  await expect(read()).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(
    await (await client.send(new GetObjectCommand({ Bucket: 'site', Key: 'page' }))).Body?.transformToString(),
  ).toBe('hello');
  await cloud.cloud.remove('baseline');
  expect((await read()).$metadata.httpStatusCode).toBe(200);
  for (const each of [client, anonymous]) each.destroy();
  await cloud.close();
});

test('one stack has the block at a time; one that was retained is taken over', async () => {
  const cloud = await startTestCloud((stack) => block(stack, everything, { retainOnDelete: true }), { services });
  await expect(cloud.deploy(block, 'other')).rejects.toThrow('is that of the stack test');
  await cloud.cloud.remove('test');
  await cloud.deploy((stack) => block(stack, nothing), 'other');
  await cloud.cloud.remove('other');
  await cloud.deploy(block, 'third');
  await cloud.close();
});

test('an empty bucket is retained and taken over; one with objects is not, and nothing is lost', async () => {
  const declare =
    (options: object) =>
    (stack: Declaration): void =>
      void stack.resource('aws:s3/bucket:Bucket', 'b', { bucket: 'kept', forceDestroy: true }, options);
  const cloud = await startTestCloud(declare({ retainOnDelete: true }), { services });
  const client = new S3Client({ ...cloud.deployer(), forcePathStyle: true });
  const object = { Bucket: 'kept', Key: 'k' };
  await client.send(new PutObjectCommand({ ...object, Body: 'x' }));
  await expect(cloud.cloud.remove('test')).rejects.toThrow('can keep an empty bucket only');
  expect((await client.send(new GetObjectCommand(object))).$metadata.httpStatusCode).toBe(200);
  await client.send(new DeleteObjectCommand(object));
  await cloud.cloud.remove('test');
  expect((await client.send(new HeadBucketCommand({ Bucket: 'kept' }))).$metadata.httpStatusCode).toBe(200);

  await expect(cloud.deploy(declare({}), 'next')).rejects.toThrow('BucketAlreadyOwnedByYou');
  await client.send(new PutObjectCommand({ ...object, Body: 'x' }));
  await expect(cloud.deploy(declare({ importId: 'kept' }), 'next')).rejects.toThrow(
    'can hand over an empty bucket only',
  );
  await client.send(new DeleteObjectCommand(object));
  await cloud.deploy(declare({ importId: 'kept' }), 'next');
  await cloud.cloud.remove('next');
  await expect(client.send(new HeadBucketCommand({ Bucket: 'kept' }))).rejects.toMatchObject({ name: 'NotFound' });
  client.destroy();
  await cloud.close();
});
