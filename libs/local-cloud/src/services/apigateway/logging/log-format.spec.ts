import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contextVariables } from '../pipeline/context-variables.ts';
import type { Transaction } from '../pipeline/transaction.ts';
import { compileLogFormat, logFormatProblems } from './log-format.ts';

const transaction = {
  request: {
    requestId: 'the-id',
    path: '/pets/1',
    connection: { sourceIp: '127.0.0.1', scheme: 'https', tlsVersion: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' },
    wire: { method: 'GET', headers: { 'user-agent': 'evil"}\n{"forged":1' }, body: Buffer.alloc(0), query: new Map() },
  },
  stage: {
    name: 'prod',
    deploymentId: 'dep123',
    place: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    domainName: 'api123.execute-api.us-east-1.amazonaws.com',
    api: { id: 'api123' },
    variables: {},
  },
  startedAt: Date.UTC(2015, 3, 9, 12, 34, 56),
  extendedRequestId: 'extended=',
  trace: { root: '1-0-0' },
  callingSegment: undefined,
  method: { resource: { id: 'res123', path: '/pets/{id}' } },
  pathParameters: { id: '1' },
  status: 200,
  responseLength: 12,
  responseLatency: 3,
} as unknown as Transaction;

const render = (format: string) => compileLogFormat(format)(transaction);

describe('a format', () => {
  test('may be JSON', () => {
    const line = render(
      '{ "requestId":"$context.requestId", "status":"$context.status", "authorizer":"$context.authorizer.principalId" }',
    );
    expect(line).toBe('{ "requestId":"the-id", "status":"200", "authorizer":"-" }');
  });

  test('may be the Common Log Format', () => {
    const clf =
      '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] ' +
      '"$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId';
    expect(render(clf)).toBe('127.0.0.1 - - [09/Apr/2015:12:34:56 +0000] "GET /pets/{id} HTTP/1.1" 200 12 the-id');
  });

  test('may be XML', () => {
    expect(render('<request id="$context.requestId"><stage>$context.stage</stage></request>')).toBe(
      '<request id="the-id"><stage>prod</stage></request>',
    );
  });

  test('ends a variable where its name ends', () => {
    expect(render('$context.requestId.$context.stage,$context.status$context.protocol')).toBe(
      'the-id.prod,200HTTP/1.1',
    );
  });

  test('gives a caller no way to forge a line or a member', () => {
    const line = render('{"agent":"$context.identity.userAgent","id":"$context.requestId"}');
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({ agent: 'evil"}\n{"forged":1', id: 'the-id' });
  });
});

test('the compiled format agrees with replacing variable by variable', () => {
  const names = Object.keys(contextVariables).filter(
    (name) => name !== 'identity.userAgent' && !name.startsWith('error.'),
  );
  const piece = fc.oneof(
    fc.constantFrom(...names.map((name) => `$context.${name}`)),
    fc.constantFrom(' ', '"', '{', ':', '|'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const format = pieces.join('|');
      const naive = pieces
        .map((each) => {
          const read = contextVariables[each.replace('$context.', '')];
          return each.startsWith('$context.') ? String(read?.(transaction) ?? '-') : each;
        })
        .join('|');
      expect(compileLogFormat(format)(transaction)).toBe(naive.trim());
    }),
  );
});

test.each([
  ['$context.status', /at least one of \$context.requestId/],
  ['$context.requestId $context.nonsense', /unknown variables: \$context.nonsense/],
  [`$context.requestId ${'x'.repeat(3100)}`, /3KB or less/],
  ['$context.requestId\n$context.status', /single line/],
])('AWS would refuse %s', (format, message) => {
  expect(logFormatProblems(format).join()).toMatch(message);
});

test('AWS takes the format of the documentation', () => {
  const format =
    '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","caller":"$context.identity.caller","user":"$context.identity.user",' +
    '"requestTime":"$context.requestTime","httpMethod":"$context.httpMethod","resourcePath":"$context.resourcePath","status":"$context.status",' +
    '"protocol":"$context.protocol","responseLength":"$context.responseLength","cert":"$context.identity.clientCert.subjectDN",' +
    '"waf":"$context.wafResponseCode","trace":"$context.xrayTraceId","who":"$context.authorizer.principalId"}\n';
  expect(logFormatProblems(format)).toEqual([]);
});
