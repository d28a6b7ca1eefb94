import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { attributes, plain } from '@palisade/lambda-kit';
import { bundleHandler } from '@palisade/lambda-kit/build';
import {
  buildPackage,
  lambdaEnvironment,
  startFakeDynamodb,
  startFakeS3,
  type BuiltPackage,
  type FakeDynamodb,
  type FakeS3,
} from '@palisade/lambda-kit/testing';
import { options } from './build.ts';
import { arrivalRecord, BUCKET, entryOf, s3Event, TABLE } from './src/testing/entry.ts';
import { jpeg, pdf, pdfBomb, png } from './src/testing/samples.ts';

const id = '22d37064-062d-4454-a981-08fe39751174';

let built: BuiltPackage;
let dynamodb: FakeDynamodb;
let s3: FakeS3;

beforeAll(async () => {
  dynamodb = await startFakeDynamodb({ [TABLE]: { key: 'documentId' } });
  s3 = await startFakeS3();
  built = await buildPackage('document-processor', (target) => bundleHandler({ ...options(), ...target }));
});
afterAll(async () => {
  await Promise.all([dynamodb.close(), s3.close()]);
  await built.remove();
});
afterEach(() => {
  dynamodb.reset();
  s3.reset();
});

describe('the package', () => {
  test('is small, whole, and loads nothing late', async () => {
    const facts = await built.facts();
    expect(facts.gzipBytes).toBeLessThanOrEqual(145_000);
    expect(facts).toMatchObject({ hasDynamicImport: false, foreign: [] });
  });

  test('is the same bytes when built again', async () => {
    expect(await built.changedByRebuild()).toEqual([]);
  });
});

describe('the package behaves as the unbundled code does:', () => {
  const env = (): Record<string, string> => ({
    DOCUMENTS_TABLE: TABLE,
    BUCKET_NAME: BUCKET,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    ...lambdaEnvironment,
  });
  const arrives = (bytes: Buffer, contentType: string) => {
    const entry = entryOf(id, bytes, { contentType });
    dynamodb.tables.get(TABLE)?.set(id, attributes({ ...entry }));
    const { eTag } = s3.put(`/${BUCKET}/${entry.key}`, bytes);
    return s3Event(arrivalRecord({ key: entry.key, size: bytes.length, eTag: eTag.replaceAll('"', '') }));
  };
  const entry = () => plain(dynamodb.tables.get(TABLE)?.get(id) ?? {});

  test.each<[string, () => Buffer | Promise<Buffer>, object]>([
    ['application/pdf', () => pdf(3), { format: 'pdf', pages: 3 }],
    ['image/png', () => png(3, 4), { format: 'png', width: 3, height: 4 }],
    ['image/jpeg', () => jpeg(5, 6), { format: 'jpeg', width: 5, height: 6 }],
    ['application/json', () => Buffer.from('[1]'), { format: 'json', encoding: 'ascii', topLevel: 'array', count: 1 }],
    ['text/csv', () => Buffer.from('a,b\n'), { format: 'csv', encoding: 'ascii', rows: 1, columns: 2 }],
    ['text/plain', () => Buffer.from('CANARY'), { format: 'text', encoding: 'ascii', lines: 1 }],
  ])('it reads %s', async (contentType, make, properties) => {
    const { answer, log } = await built.invoke(arrives(await make(), contentType), env());
    expect(answer).toEqual({ records: 1, done: 1 });
    expect(entry()).toMatchObject({ status: 'processed', properties });
    expect(log).not.toContain('CANARY');
    expect(s3.requests[0]?.headers).toMatchObject({ 'x-amz-security-token': 'session-token' });
  });

  test('it refuses a bomb', async () => {
    const event = arrives(await pdfBomb(500), 'application/pdf');
    expect((await built.invoke(event, env())).answer).toEqual({ records: 1, done: 1 });
    expect(entry()).toMatchObject({ status: 'failed', failure: { code: 'decompression-bomb' } });
  });

  test('it fails an event it can do nothing with', async () => {
    const event = s3Event(arrivalRecord({ key: `incoming/22d3/${id}`, size: 1, eTag: 'x' }));
    const { error } = await built.invoke(event, env());
    expect(error).toEqual({ name: 'EventProblem', message: '1 of 1 records failed' });
  });

  test.each(['DOCUMENTS_TABLE', 'BUCKET_NAME'])('it does not start without %s', async (name) => {
    const { [name]: _, ...rest } = env();
    const { error } = await built.invoke(s3Event(), rest);
    expect(error?.message).toContain(name);
  });
});
