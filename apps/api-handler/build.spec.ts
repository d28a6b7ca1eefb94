import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bundleHandler } from '@palisade/lambda-kit/build';
import {
  apiEvent,
  buildPackage,
  lambdaEnvironment,
  requestContext,
  startFakeDynamodb,
  startFakeS3,
  type BuiltPackage,
  type FakeDynamodb,
  type FakeS3,
} from '@palisade/lambda-kit/testing';
import { documentIndexes } from '@palisade/shared-types';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { options } from './build.ts';

let built: BuiltPackage;
let dynamodb: FakeDynamodb;
let s3: FakeS3;

beforeAll(async () => {
  const { byStatus, byOwner } = documentIndexes;
  dynamodb = await startFakeDynamodb({ documents: { key: 'documentId', indexes: { byStatus, byOwner } } });
  s3 = await startFakeS3();
  built = await buildPackage('api-handler', (target) => bundleHandler({ ...options(), ...target }));
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
    expect(facts.gzipBytes).toBeLessThanOrEqual(116_000);
    expect(facts).toMatchObject({ hasDynamicImport: false, foreign: [] });
  });

  test('is the same bytes when built again', async () => {
    expect(await built.changedByRebuild()).toEqual([]);
  });
});

describe('the package behaves as the unbundled code does:', () => {
  const CURSOR_KEY = '5a'.repeat(32);
  const env = (): Record<string, string> => ({
    DOCUMENTS_TABLE: 'documents',
    BUCKET_NAME: 'bucket-test',
    CURSOR_KEY,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    ...lambdaEnvironment,
  });
  const invoke = async (httpMethod: string, resource: string, more: object = {}, given = env()) => {
    const authorizer = { clientId: 'client-1', level: 'admin' };
    const context = { ...requestContext(null), authorizer } as APIGatewayProxyEvent['requestContext'];
    const event = apiEvent({ httpMethod, resource, requestContext: context, ...more });
    const { answer, error, log } = await built.invoke(event, given);
    return { answer: answer as APIGatewayProxyResult, error, log };
  };
  const described = { fileName: 'a.txt', contentType: 'text/plain' };

  test('stores, lists, shows and deletes', async () => {
    const created = await invoke('POST', '/documents', { body: JSON.stringify({ ...described, content: 'hello' }) });
    expect(created.answer.statusCode).toBe(201);
    const { documentId } = JSON.parse(created.answer.body) as { documentId: string };
    expect([...s3.objects.keys()]).toEqual([`/bucket-test/incoming/${documentId.slice(0, 4)}/${documentId}`]);
    const listed = await invoke('GET', '/documents');
    expect(JSON.parse(listed.answer.body)).toMatchObject({ documents: [{ documentId, status: 'received' }] });
    const pathParameters = { id: documentId };
    expect((await invoke('GET', '/documents/{id}', { pathParameters })).answer.statusCode).toBe(200);
    expect((await invoke('DELETE', '/documents/{id}', { pathParameters })).answer.statusCode).toBe(204);
    expect(s3.objects.size).toBe(0);
    expect(dynamodb.requests[0]?.headers).toMatchObject({ 'x-amz-security-token': 'session-token' });
  });

  test('presigns', async () => {
    const body = JSON.stringify({ ...described, size: 5, sha256: '0'.repeat(64) });
    const { answer } = await invoke('POST', '/documents/uploads', { body });
    const { upload } = JSON.parse(answer.body) as { upload: { url: string; headers: Record<string, string> } };
    const signed = new URL(upload.url).searchParams.get('X-Amz-SignedHeaders');
    expect(signed).toBe('content-length;content-type;host;if-none-match;x-amz-checksum-sha256');
    expect(Object.keys(upload.headers)).not.toContain('x-amz-server-side-encryption');
  });

  test.each(['DOCUMENTS_TABLE', 'BUCKET_NAME', 'CURSOR_KEY'])('it does not start without %s', async (name) => {
    const { [name]: _, ...rest } = env();
    const { error } = await invoke('GET', '/documents', {}, rest);
    expect(error).toMatchObject({ message: expect.stringContaining(name) });
  });

  test('it does not print a cursor key it cannot use', async () => {
    const { error, log } = await invoke('GET', '/documents', {}, { ...env(), CURSOR_KEY: 'CANARY' });
    expect(error?.message).toContain('CURSOR_KEY');
    expect(JSON.stringify(error) + log).not.toContain('CANARY');
  });
});
