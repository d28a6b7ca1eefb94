import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { DocumentReceipt } from '@palisade/shared-types';
import { expect, newDocument, receiptOf, refusalOf, test as base } from '../../src/fixtures.ts';
import { clientConfig } from '../../src/identities.ts';

/** A stored document and what was sent. */
const test = base.extend<{ stored: { receipt: DocumentReceipt; content: string } }>({
  stored: async ({ api }, use) => {
    const document = newDocument();
    await use({ receipt: await receiptOf(await api.submit(document)), content: document.content });
  },
});

const at = ({ bucket, key }: DocumentReceipt) => ({ Bucket: bucket, Key: key });

test('the object is there, encrypted with AES-256, in the version the receipt names', async ({ s3, stored }) => {
  const head = await s3.verifier.send(new HeadObjectCommand(at(stored.receipt)));
  expect(head.ServerSideEncryption).toBe('AES256');
  expect(head.VersionId).toBe(stored.receipt.versionId);
  expect(head.ContentLength).toBe(stored.receipt.size);
});

test('the verifier reads what the client wrote', async ({ s3, stored }) => {
  const object = await s3.verifier.send(new GetObjectCommand(at(stored.receipt)));
  expect(await object.Body?.transformToString()).toBe(stored.content);
});

const denied = { name: 'AccessDenied', status: 403 };

// HeadObject has no body to carry the error's name.
test('nobody else reads it: not the client, not the deployer, nobody unsigned', async ({
  s3,
  stack,
  request,
  stored,
}) => {
  const read = new GetObjectCommand(at(stored.receipt));
  expect(await refusalOf(s3.client.send(read))).toEqual(denied);
  expect(await refusalOf(s3.deployer.send(read))).toEqual(denied);
  expect((await refusalOf(s3.client.send(new HeadObjectCommand(at(stored.receipt)))))?.status).toBe(403);
  const base = stack.endpoint ?? `https://s3.${stack.outputs.region}.amazonaws.com`;
  expect((await request.get(`${base}/${stored.receipt.bucket}/${stored.receipt.key}`)).status()).toBe(403);
});

test('nobody writes past the API: not the client, not the verifier, not the deployer', async ({ s3, stored }) => {
  for (const who of [s3.client, s3.verifier, s3.deployer]) {
    const write = new PutObjectCommand({ ...at(stored.receipt), Body: 'overwritten' });
    expect(await refusalOf(who.send(write))).toEqual(denied);
  }
});

// The deployer is left out: it must be able to empty the bucket of a stack it destroys.
test('nobody deletes it: not the client, not the verifier', async ({ s3, stored }) => {
  for (const who of [s3.client, s3.verifier]) {
    expect(await refusalOf(who.send(new DeleteObjectCommand(at(stored.receipt))))).toEqual(denied);
  }
  await s3.verifier.send(new HeadObjectCommand(at(stored.receipt)));
});

test('the verifier reads objects it can name and lists none', async ({ s3, stack }) => {
  expect(await refusalOf(s3.verifier.send(new ListObjectsV2Command({ Bucket: stack.outputs.bucketName })))).toEqual(
    denied,
  );
});

test('plain HTTP: refused to the very role that reads over HTTPS', async ({ s3, stack, identities, stored }) => {
  await s3.verifier.send(new GetObjectCommand(at(stored.receipt)));
  const endpoint = stack.endpoint?.replace('https:', 'http:') ?? `http://s3.${stack.outputs.region}.amazonaws.com`;
  const plain = new S3Client({ ...clientConfig(stack, identities.verifier), endpoint });
  expect(await refusalOf(plain.send(new GetObjectCommand(at(stored.receipt))))).toEqual(denied);
});
