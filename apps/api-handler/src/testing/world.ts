import { attributes, plain, type ApiHandler } from '@palisade/lambda-kit';
import {
  apiEvent,
  captureLogs,
  lambdaContext,
  lambdaEnvironment,
  requestContext,
  startFakeDynamodb,
  startFakeS3,
  type CapturedLogs,
  type FakeDynamodb,
  type FakeS3,
} from '@palisade/lambda-kit/testing';
import { documentIndexes, type DocumentRecord } from '@palisade/shared-types';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

export const TABLE = 'documents-test';
export const BUCKET = 'bucket-test';
export const KMS_KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** A call as the test writes it. */
export interface Call {
  clientId?: string | null;
  level?: string;
  headers?: Record<string, string>;
  query?: Record<string, string> | null;
  id?: string;
  body?: unknown;
  remainingMillis?: number;
}

/** The handler with a table, a bucket and a log of its own. */
export interface World {
  dynamodb: FakeDynamodb;
  s3: FakeS3;
  logs: CapturedLogs;
  /** `POST /documents` and so on; by a read-write key of client-1 unless the call says otherwise. */
  call(operation: string, call?: Call): Promise<APIGatewayProxyResult>;
  entry(documentId: string): DocumentRecord | undefined;
  /** Puts an entry as the processor left it, and its object. */
  given(record: Partial<DocumentRecord> & { documentId: string }, bytes?: Buffer): DocumentRecord;
  reset(): void;
  close(): Promise<void>;
}

export async function startWorld(env: Record<string, string> = {}): Promise<World> {
  const indexes = Object.fromEntries(Object.values(documentIndexes).map((index) => [index.name, index]));
  const dynamodb = await startFakeDynamodb({ [TABLE]: { key: 'documentId', indexes } });
  const s3 = await startFakeS3();
  Object.assign(process.env, {
    DOCUMENTS_TABLE: TABLE,
    BUCKET_NAME: BUCKET,
    KMS_KEY_ARN: KMS_KEY,
    CURSOR_KEY: '5a'.repeat(32),
    MAX_DOCUMENT_BYTES: '65536',
    MAX_UPLOAD_BYTES: '1048576',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    ...lambdaEnvironment,
    ...env,
  });
  const logs = captureLogs();
  const { handler } = (await import('../handler.ts')) as { handler: ApiHandler };

  const entry = (documentId: string) => {
    const item = dynamodb.tables.get(TABLE)?.get(documentId);
    return item && (plain(item) as unknown as DocumentRecord);
  };
  return {
    dynamodb,
    s3,
    logs,
    call: (operation, call = {}) =>
      handler(
        eventOf(operation, call),
        lambdaContext({ getRemainingTimeInMillis: () => call.remainingMillis ?? 10_000 }),
      ),
    entry,
    given(more, bytes = Buffer.from('hello')) {
      const key = `incoming/${more.documentId.slice(0, 4)}/${more.documentId}`;
      const { eTag } = s3.put(`/${BUCKET}/${key}`, bytes);
      const record = { ...processed, key, eTag, size: bytes.length, ...more };
      dynamodb.tables.get(TABLE)?.set(more.documentId, attributes({ ...record }));
      return record;
    },
    reset() {
      dynamodb.reset();
      s3.reset();
      logs.clear();
    },
    async close() {
      logs.restore();
      await Promise.all([dynamodb.close(), s3.close()]);
    },
  };
}

const processed: Omit<DocumentRecord, 'documentId' | 'key'> = {
  ownerId: 'client-1',
  status: 'processed',
  version: 4,
  fileName: 'report.txt',
  contentType: 'text/plain',
  size: 5,
  sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
  metadata: { case: '42' },
  requestHash: 'secret-hash',
  createdAt: '2026-11-24T10:00:00.000Z',
  updatedAt: '2026-11-24T10:00:01.000Z',
  properties: { format: 'text', encoding: 'utf-8', lines: 1 },
};

function eventOf(operation: string, call: Call): APIGatewayProxyEvent {
  const { clientId = 'client-1', level = 'read-write', headers, query = null, id, body } = call;
  const [httpMethod = '', resource = ''] = operation.split(' ');
  const authorizer = clientId === null ? undefined : { principalId: clientId, clientId, level };
  return apiEvent({
    httpMethod,
    resource,
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    queryStringParameters: query,
    pathParameters: id === undefined ? null : { id },
    requestContext: { ...requestContext(null), authorizer } as APIGatewayProxyEvent['requestContext'],
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export { bodyOf, problemOf } from '@palisade/lambda-kit/testing';
