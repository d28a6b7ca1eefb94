import { expect, test } from '@jest/globals';
import type { DoorCall } from '../../../kernel/activity.ts';
import type { Connection } from '../../../kernel/edge.ts';
import { json } from '../../../kernel/wire.ts';
import { classify, type EventKind } from './classify.ts';
import { doorEvent } from './door-event.ts';

const home = { partition: 'aws', accountId: '123456789012' };
const socket: Connection = {
  sourceIp: '203.0.113.7',
  scheme: 'https',
  tlsVersion: 'TLSv1.3',
  cipher: 'TLS_AES_128_GCM_SHA256',
};

function call(
  changes: Partial<DoorCall> & { readonly connection?: Connection; readonly errorCode?: string } = {},
): DoorCall {
  const { connection = socket, errorCode, ...more } = changes;
  return {
    service: 'kms',
    region: 'eu-west-1',
    exchange: {
      operation: 'CreateGrant',
      wire: {
        method: 'POST',
        rawPath: '/',
        query: new Map(),
        headers: { 'user-agent': 'tests' },
        body: Buffer.alloc(0),
        params: {},
        scheme: 'https',
        host: 'kms.eu-west-1.amazonaws.com',
        input: {
          KeyId: 'alias/app',
          GranteePrincipal: 'somebody',
          Constraints: { EncryptionContextEquals: { a: 'b' } },
        },
      },
      connection,
      principal: { kind: 'anonymous' },
      requestId: 'request',
      startedAt: Date.UTC(2026, 0, 1),
      duration: 1,
      status: 200,
      ...(errorCode !== undefined && { errorCode }),
      bytesSent: 0,
    },
    ...more,
  };
}

const record = (made: DoorCall, kind = classify('kms', 'CreateGrant') as EventKind): Record<string, unknown> =>
  JSON.parse(doorEvent(made, kind, home).text) as Record<string, unknown>;

test('says what was asked for and answered, in names', () => {
  const reply = json({ GrantId: 'g1', GrantToken: 'a-token-that-is-a-secret' });
  expect(record(call({ reply }))).toMatchObject({
    eventTime: '2026-01-01T00:00:00Z',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'tests',
    requestParameters: { keyId: 'alias/app', granteePrincipal: 'somebody' },
    responseElements: { grantId: 'g1' },
    requestID: 'request',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256' },
  });
  expect(JSON.stringify(record(call({ reply })))).not.toContain('secret');
});

test('tells the endpoint a request came through, and the address behind it', () => {
  const path = {
    via: 'vpc-endpoint',
    endpointType: 'Interface',
    vpcEndpointId: 'vpce-1',
    vpcId: 'vpc-1',
    vpcSourceIp: '10.0.0.5',
  } as const;
  expect(record(call({ connection: { ...socket, path } }))).toMatchObject({
    vpcEndpointId: 'vpce-1',
    vpcEndpointAccountId: '123456789012',
    sourceIPAddress: '10.0.0.5',
  });
  expect(record(call())['vpcEndpointId']).toBeUndefined();
});

test('shows the message of a refusal, and none that may quote the caller', () => {
  const refused = record(call({ errorCode: 'AccessDeniedException', errorMessage: 'User: x is not authorized' }));
  expect(refused).toMatchObject({ errorCode: 'AccessDenied', errorMessage: 'User: x is not authorized' });
  const invalid = record(call({ errorCode: 'ValidationException', errorMessage: "Value '4111' is invalid" }));
  expect(invalid['errorCode']).toBe('ValidationException');
  expect(invalid['errorMessage']).toBeUndefined();
});

test('plain HTTP has no details of TLS; global services are in us-east-1', () => {
  expect(record(call({ connection: { sourceIp: '127.0.0.1', scheme: 'http' } }))['tlsDetails']).toBeUndefined();
  const iam = classify('iam', 'GetRole') as EventKind;
  expect(record(call({ service: 'iam' }), iam)['awsRegion']).toBe('us-east-1');
});
