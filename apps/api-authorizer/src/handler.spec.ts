import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { attributes, type EventHandler } from '@palisade/lambda-kit';
import {
  captureLogs,
  lambdaContext,
  lambdaEnvironment,
  startFakeDynamodb,
  type CapturedLogs,
  type FakeDynamodb,
} from '@palisade/lambda-kit/testing';
import { apiKeyHash, apiKeyOf } from '@palisade/shared-types';
import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import fc from 'fast-check';
import type { Authorization } from './authorize.ts';
import { authorizerEvent } from './testing/authorizer-event.ts';

const TABLE = 'permissions-test';
const key = apiKeyOf(new Uint8Array(32).fill(7));
const hash = apiKeyHash(key);

let dynamodb: FakeDynamodb;
let handler: EventHandler<APIGatewayRequestAuthorizerEvent, Authorization>;
let logs: CapturedLogs;

beforeAll(async () => {
  dynamodb = await startFakeDynamodb({ [TABLE]: { key: 'keyHash' } });
  Object.assign(process.env, {
    PERMISSIONS_TABLE: TABLE,
    AWS_ENDPOINT_URL: dynamodb.endpoint,
    ...lambdaEnvironment,
  });
  logs = captureLogs();
  ({ handler } = await import('./handler.ts'));
});
afterAll(async () => {
  logs.restore();
  await dynamodb.close();
});
beforeEach(() => logs.clear());
afterEach(() => dynamodb.reset());

const permit = (more: Parameters<typeof attributes>[0] = {}) =>
  dynamodb.tables
    .get(TABLE)
    ?.set(hash, attributes({ keyHash: hash, clientId: 'client-1', level: 'read-only', enabled: true, ...more }));
const seconds = () => Math.floor(Date.now() / 1000);

const ask = (presented: string | undefined = key, overrides: object = {}, remainingMillis = 10_000) =>
  handler(authorizerEvent(presented, overrides), lambdaContext({ getRemainingTimeInMillis: () => remainingMillis }));
const refusal = async (...given: Parameters<typeof ask>): Promise<string> => {
  const outcome: unknown = await ask(...given).catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome.message;
  throw new Error('The key was taken.');
};

describe('a good key', () => {
  test.each([
    ['read-only', 3],
    ['read-write', 5],
    ['admin', 6],
  ] as const)('of level %s is given its policy, its usage plan and its context', async (level, methods) => {
    permit({ level });
    const authorization = await ask();
    expect(authorization).toEqual({
      principalId: 'client-1',
      policyDocument: { Version: '2012-10-17', Statement: [expect.objectContaining({ Effect: 'Allow' })] },
      context: { level, clientId: 'client-1' },
      usageIdentifierKey: key,
    });
    const [statement] = authorization.policyDocument.Statement as unknown as { Resource: string[] }[];
    expect(statement?.Resource).toHaveLength(methods);
  });

  test('takes one consistent GetItem of its hash, and the key goes nowhere', async () => {
    permit();
    await ask();
    expect(dynamodb.calls()).toEqual([`GetItem ${TABLE}`]);
    const body = dynamodb.requests[0]?.bytes.toString() ?? '';
    expect(JSON.parse(body)).toEqual({ TableName: TABLE, Key: { keyHash: { S: hash } }, ConsistentRead: true });
    expect(body + JSON.stringify(dynamodb.requests[0]?.headers)).not.toContain(key);
  });

  test('is logged without it: outcome, client, level, address and the beginning of its hash', async () => {
    permit();
    await ask();
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'INFO',
        key_level: 'read-only',
        message: 'event completed',
        service: 'api-authorizer',
        outcome: 'allowed',
        client_id: 'client-1',
        source_ip: '192.0.2.1',
        key_hash: hash.slice(0, 8),
        http_method: 'GET',
        resource: '/documents',
      }),
    ]);
    expect(logs.text()).not.toContain(key);
    expect(logs.text()).not.toContain(hash);
  });

  test('whose level does not reach is known all the same: the policy denies, the log says so', async () => {
    permit();
    const call = {
      httpMethod: 'DELETE',
      resource: '/documents/{id}',
      methodArn: 'arn:aws:execute-api:us-east-1:111122223333:abcdef1234/prod/DELETE/documents/42',
    };
    const { policyDocument } = await ask(key, call);
    expect(JSON.stringify(policyDocument)).not.toContain('DELETE');
    expect(logs.lines()[0]).toMatchObject({ outcome: 'denied', client_id: 'client-1', http_method: 'DELETE' });
    permit({ level: 'admin' });
    expect(JSON.stringify((await ask(key, call)).policyDocument)).toContain('/DELETE/documents/*');
    expect(logs.lines()[1]).toMatchObject({ outcome: 'allowed' });
  });

  test('may come in a header of any case', async () => {
    permit();
    expect(await ask(undefined, { headers: { 'x-api-key': key } })).toMatchObject({ principalId: 'client-1' });
  });

  test.each([{ expiresAt: 4_000_000_000 }, { revokedAt: 4_000_000_000 }, { apiKeyId: 'k', createdAt: 1, note: null }])(
    'may have %j',
    async (more) => {
      permit(more);
      expect(await ask()).toMatchObject({ principalId: 'client-1' });
    },
  );
});

describe('Unauthorized is the very word for', () => {
  test.each<[string, string, () => unknown]>([
    ['an unknown key', 'unknown-key', () => undefined],
    ['a disabled key', 'disabled-key', () => permit({ enabled: false })],
    ['an expired key', 'expired-key', () => permit({ expiresAt: seconds() - 1 })],
    ['a revoked key', 'revoked-key', () => permit({ revokedAt: seconds() - 1 })],
  ])('%s', async (_name, outcome, arrange) => {
    arrange();
    expect(await refusal()).toBe('Unauthorized');
    expect(dynamodb.calls()).toHaveLength(1);
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'WARN',
        outcome,
        problem: outcome,
        source_ip: '192.0.2.1',
        key_hash: hash.slice(0, 8),
      }),
    ]);
    expect(logs.text()).not.toContain(key);
  });

  test('no key, and the table is not asked', async () => {
    expect(await refusal(undefined, { headers: {} })).toBe('Unauthorized');
    expect(await refusal(undefined, { headers: null })).toBe('Unauthorized');
    expect(await refusal('')).toBe('Unauthorized');
    expect(logs.lines().map((line) => line['outcome'])).toEqual(['missing-key', 'missing-key', 'missing-key']);
    expect(dynamodb.requests).toEqual([]);
  });

  test('whatever is not a key, unless somebody gave it a permission: it is never looked up, never logged', async () => {
    permit({ level: 'admin' });
    const text = fc.oneof(
      fc.string({ minLength: 12, unit: 'binary' }),
      fc.constantFrom(`${key} `, key.slice(0, -1), hash, key.toUpperCase()),
    );
    await fc.assert(
      fc.asyncProperty(text, async (presented) => {
        logs.clear();
        expect(await refusal(presented)).toBe('Unauthorized');
        expect(logs.lines()).toEqual([expect.objectContaining({ outcome: 'malformed-key' })]);
        expect(logs.text()).not.toContain(JSON.stringify(presented).slice(1, -1));
      }),
    );
    expect(dynamodb.requests).toEqual([]);
  });
});

describe('when something is broken nobody is let in, and it is no 401', () => {
  const fail = (status: number, code: string, times = 1) =>
    dynamodb.faults.push(...Array.from({ length: times }, () => ({ status, code })));

  test.each<[string, string, () => void, number]>([
    ['a table that is missing', 'ResourceNotFoundException', () => fail(400, 'ResourceNotFoundException'), 1],
    ['a missing permission', 'AccessDeniedException', () => fail(400, 'AccessDeniedException'), 1],
    ['a table that is throttled', 'ThrottlingException', () => fail(400, 'ThrottlingException', 3), 3],
    ['a table that fails', 'InternalServerError', () => fail(500, 'InternalServerError', 3), 3],
  ])('%s', async (_name, code, arrange, attempts) => {
    permit({ level: 'admin' });
    arrange();
    expect(await refusal()).toBe('The permissions table did not answer');
    expect(dynamodb.requests).toHaveLength(attempts);
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        problem: 'permissions-unavailable',
        outcome: 'error',
        source_ip: '192.0.2.1',
        key_hash: hash.slice(0, 8),
        cause: expect.objectContaining({ name: code }),
      }),
    ]);
    expect(logs.text()).not.toContain(key);
  });

  test('once for a passing reason, it is asked again', async () => {
    permit();
    fail(500, 'InternalServerError');
    expect(await ask()).toMatchObject({ principalId: 'client-1' });
  });

  test('a table that never answers, before Lambda ends the invocation', async () => {
    permit();
    dynamodb.faults.push('hang');
    expect(await refusal(key, {}, 600)).toBe('The permissions table did not answer');
  });

  test.each<[string, Parameters<typeof attributes>[0]]>([
    ['level', { level: 'root' }],
    ['level', { level: undefined }],
    ['clientId', { clientId: '' }],
    ['clientId', { clientId: 'a b' }],
    ['enabled', { enabled: 'yes' }],
    ['enabled', { enabled: undefined }],
    ['expiresAt', { expiresAt: '2030-01-01' }],
    ['expiresAt', { expiresAt: Date.now() }],
    ['revokedAt', { revokedAt: 1.5 }],
    ['keyHash', { keyHash: 7 }],
  ])('an item whose %s is wrong: %j', async (attribute, more) => {
    permit(more);
    expect(await refusal()).toBe(`An item of the permissions table has a wrong or missing ${attribute}`);
    expect(logs.lines()).toEqual([expect.objectContaining({ level: 'ERROR', problem: 'malformed-permission' })]);
  });

  test('an event without a methodArn', async () => {
    permit({ level: 'admin' });
    expect(await refusal(key, { methodArn: 'arn:aws:s3:::x' })).toContain('methodArn');
  });
});
