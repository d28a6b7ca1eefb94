import type { ApiHandler } from '@palisade/lambda-kit';
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
  type Fault,
} from '@palisade/lambda-kit/testing';
import { receiptKey } from '@palisade/shared-types';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

export const TRANSACTIONS = 'payment-transactions-test';
export const REVOKED = 'payment-revoked-certificates-test';
export const BUCKET = 'payment-docs-test-111122223333';
export const KMS_KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

export const clientCert = {
  clientCertPem: '-----BEGIN CERTIFICATE-----',
  subjectDN: 'CN=merchant-1,O=Example',
  issuerDN: 'CN=Palisade client CA',
  serialNumber: '0a:1b:2c',
  validity: { notBefore: 'Jan  1 00:00:00 2020 GMT', notAfter: 'Dec 31 23:59:59 2099 GMT' },
};

/** A call as the test writes it. */
export interface Call {
  /** Changes to {@link clientCert}; null: none was shown. */
  as?: Partial<Record<keyof typeof clientCert, unknown>> | null;
  /** Text is sent as it is. */
  body?: unknown;
  id?: string;
  event?: Partial<APIGatewayProxyEvent>;
  requestId?: string;
  remainingMillis?: number;
}

/** The handler with tables, a bucket and a log of its own. */
export interface World {
  dynamodb: FakeDynamodb;
  s3: FakeS3;
  logs: CapturedLogs;
  post(call?: Call): Promise<APIGatewayProxyResult>;
  get(id: string, call?: Call): Promise<APIGatewayProxyResult>;
  item(transactionId: string): object | undefined;
  /** All that is in the tables and in the bucket. */
  stored(): string;
  receipt(transactionId: string): string | undefined;
  revoke(serialNumber: string): void;
  /** Lets the next PutItem fail, which comes after the look into the deny-list. */
  failPut(...faults: Fault[]): void;
  /** Every call to AWS, in order. */
  calls(): string[];
  reset(): void;
  close(): Promise<void>;
}

let requests = 0;

export async function startWorld(): Promise<World> {
  const dynamodb = await startFakeDynamodb({
    [TRANSACTIONS]: { key: 'transactionId' },
    [REVOKED]: { key: 'serialNumber' },
  });
  const s3 = await startFakeS3();
  Object.assign(process.env, environment(dynamodb, s3));
  const logs = captureLogs();
  const { handler } = (await import('../handler.ts')) as { handler: ApiHandler };
  const invoke = (event: APIGatewayProxyEvent, { remainingMillis = 10_000 }: Call) =>
    handler(event, lambdaContext({ getRemainingTimeInMillis: () => remainingMillis }));

  return {
    dynamodb,
    s3,
    logs,
    post: (call = {}) => invoke(postEvent(call), call),
    get: (id, call = {}) => invoke(getEvent(id, call), call),
    item: (transactionId) => dynamodb.tables.get(TRANSACTIONS)?.get(transactionId),
    stored: () =>
      JSON.stringify([
        ...[...dynamodb.tables.values()].flatMap((table) => [...table]),
        ...[...s3.objects].map(([path, { bytes }]) => [path, bytes.toString()]),
      ]),
    receipt: (transactionId) => s3.objects.get(`/${BUCKET}/${receiptKey(transactionId)}`)?.bytes.toString(),
    revoke: (serialNumber) => {
      dynamodb.tables.get(REVOKED)?.set(serialNumber, { serialNumber: { S: serialNumber }, reason: { S: 'stolen' } });
    },
    failPut(...faults) {
      dynamodb.onCall((operation) => {
        if (operation === 'GetItem') dynamodb.faults.push(...faults.splice(0));
      });
    },
    calls: () => [...dynamodb.calls(), ...s3.requests.map(({ method, path }) => `${method} ${path}`)],
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

export function environment(dynamodb: FakeDynamodb, s3: FakeS3): Record<string, string> {
  return {
    ENVIRONMENT_SUFFIX: 'test',
    TRANSACTIONS_TABLE: TRANSACTIONS,
    REVOKED_CERTIFICATES_TABLE: REVOKED,
    RECEIPTS_BUCKET: BUCKET,
    RECEIPTS_KEY_ARN: KMS_KEY,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    ...lambdaEnvironment,
  };
}

/** The payment of the requirement's own example. */
export const payment = { transactionId: 'tx-001', customerId: 'cust-123', amount: 99.99 };

export function postEvent({ body = payment, ...call }: Call = {}): APIGatewayProxyEvent {
  return apiEvent({
    httpMethod: 'POST',
    resource: '/process-payment',
    path: '/process-payment',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    requestContext: contextOf(call),
    ...call.event,
  });
}

export function getEvent(id: string, call: Call = {}): APIGatewayProxyEvent {
  return apiEvent({
    httpMethod: 'GET',
    resource: '/payments/{transactionId}',
    path: `/payments/${encodeURIComponent(id)}`,
    pathParameters: { transactionId: id },
    headers: {},
    body: null,
    requestContext: contextOf(call),
    ...call.event,
  });
}

function contextOf({ as = {}, requestId = `request-${++requests}` }: Call): APIGatewayProxyEvent['requestContext'] {
  const context = requestContext(null);
  const identity = { ...context.identity, clientCert: as === null ? null : { ...clientCert, ...as } };
  return { ...context, requestId, identity } as APIGatewayProxyEvent['requestContext'];
}

export { bodyOf, problemOf } from '@palisade/lambda-kit/testing';
