import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { Sha256 } from '../../testing/sha256.ts';
import { encodeUri } from '../uri.ts';
import { readClaim, type SignableRequest } from './claim.ts';
import { SignatureProblem, type SignatureProblemKind } from './problem.ts';
import { deriveSigningKey } from './signing-key.ts';
import { verifySignature, type VerifiedPayload } from './verify.ts';

/* The signer of the AWS SDKs is the oracle: whatever it signs must verify, and nothing that was changed afterwards may. */

const now = Date.UTC(2026, 0, 1, 12);
const credentials = { accessKeyId: 'AKIAQQQQQQQQQQQQQQQQ', secretAccessKey: 'secret/key+with=signs' };

interface Given {
  readonly method: string;
  readonly service: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const headerValue = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
const given: fc.Arbitrary<Given> = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD'),
  service: fc.constantFrom('s3', 'logs', 'execute-api'),
  path: fc.array(text, { maxLength: 4 }).map((segments) => `/${segments.map(encodeUri).join('/')}`),
  query: fc.dictionary(
    text.filter((name) => !/^X-Amz-/i.test(name) && name !== '__proto__'),
    fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
    { maxKeys: 4 },
  ),
  headers: fc.dictionary(
    fc.stringMatching(/^x-[a-z]{1,8}$/).filter((name) => !name.startsWith('x-amz')),
    headerValue,
    { maxKeys: 4 },
  ),
  body: fc.string({ maxLength: 60 }),
});

interface Signed {
  readonly request: SignableRequest;
  readonly body: Buffer;
}

async function sign(request: Given, mode: 'header' | 'query' = 'header'): Promise<Signed> {
  const body = Buffer.from(request.body);
  const s3 = request.service === 's3';
  const signer = new SignatureV4({
    service: request.service,
    region: 'eu-west-1',
    credentials,
    sha256: Sha256,
    uriEscapePath: !s3,
  });
  const unsigned = {
    method: request.method,
    protocol: 'https:',
    hostname: 'localhost',
    path: request.path,
    query: { ...request.query },
    headers: {
      host: 'localhost:4566',
      ...request.headers,
      ...(s3 && mode === 'header' && { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') }),
    },
    body: mode === 'header' ? body : undefined,
  };
  const signed =
    mode === 'header'
      ? await signer.sign(unsigned, { signingDate: new Date(now) })
      : await signer.presign(
          // As the SDK's S3 presigner does.
          { ...unsigned, headers: { host: 'localhost:4566', 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } },
          { signingDate: new Date(now), expiresIn: 60 },
        );
  const rawQuery = Object.entries(signed.query ?? {})
    .flatMap(([name, value]) => [value ?? ''].flat().map((each) => `${encodeUri(name)}=${encodeUri(each)}`))
    .join('&');
  return {
    request: {
      method: request.method,
      rawPath: request.path,
      rawQuery,
      headers: signed.headers,
      rawHeaders: Object.entries(signed.headers).flat(),
    },
    body,
  };
}

function verify({ request, body }: Signed, at = now): VerifiedPayload {
  const claim = readClaim(request);
  if (claim === undefined) throw new SignatureProblem('missing');
  return verifySignature({
    request,
    claim,
    body,
    signingKey: deriveSigningKey(credentials.secretAccessKey, claim.scope),
    now: at,
    maxSkew: 900_000,
  });
}

function problemOf(signed: Signed, at = now): SignatureProblemKind | 'accepted' {
  try {
    verify(signed, at);
    return 'accepted';
  } catch (error) {
    if (error instanceof SignatureProblem) return error.kind;
    throw error;
  }
}

const simple: Given = { method: 'PUT', service: 's3', path: '/bucket/key', query: {}, headers: {}, body: 'hello' };

describe('verifySignature', () => {
  test('accepts whatever the SDK signs in a header, and gives back the body', async () => {
    await fc.assert(
      fc.asyncProperty(given, async (request) => {
        const signed = await sign(request);
        expect(verify(signed).body).toEqual(signed.body);
      }),
      { numRuns: 300 },
    );
  });

  test('refuses it once anything is changed', async () => {
    await fc.assert(
      fc.asyncProperty(given, fc.nat(), async (request, pick) => {
        const signed = await sign(request);
        const { headers, method, rawPath, rawQuery } = signed.request;
        const flip = (value: string, from = 0): string => {
          const at = from + (pick % (value.length - from));
          return value.slice(0, at) + (value[at] === '5' ? '6' : '5') + value.slice(at + 1);
        };
        const altered: Signed[] = [
          { ...signed, request: { ...signed.request, method: method === 'GET' ? 'PUT' : 'GET' } },
          { ...signed, request: { ...signed.request, rawPath: `${rawPath}5` } },
          { ...signed, request: { ...signed.request, rawQuery: rawQuery === '' ? 'a=5' : `${rawQuery}&a=5` } },
          { ...signed, body: Buffer.concat([signed.body, Buffer.from('5')]) },
          ...Object.keys(headers)
            .filter((name) => name === 'host' || name in request.headers)
            .map((name) => ({
              ...signed,
              request: { ...signed.request, headers: { ...headers, [name]: flip(headers[name] as string) } },
            })),
        ];
        for (const each of altered) expect(['mismatch', 'content-mismatch']).toContain(problemOf(each));
        const authorization = headers['authorization'] as string;
        // Everything behind the key id, which only selects the secret.
        const flipped = { ...headers, authorization: flip(authorization, authorization.indexOf('/')) };
        expect(problemOf({ ...signed, request: { ...signed.request, headers: flipped } })).not.toBe('accepted');
      }),
      { numRuns: 150 },
    );
  });

  test('accepts presigned requests until they expire, and only unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(given, async (request) => {
        const signed = await sign({ ...request, service: 's3', method: 'GET', body: '' }, 'query');
        expect(problemOf(signed)).toBe('accepted');
        expect(problemOf(signed, now + 60_000)).toBe('accepted');
        expect(problemOf(signed, now + 60_001)).toBe('expired');
        const later = { ...signed.request, rawQuery: signed.request.rawQuery.replace('Expires=60', 'Expires=61') };
        expect(problemOf({ ...signed, request: later })).toBe('mismatch');
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['15 minutes old', 900_000, 'accepted'],
    ['older', 900_001, 'skewed'],
    ['15 minutes early', -900_000, 'accepted'],
    ['earlier', -900_001, 'skewed'],
  ] as const)('a request %s', async (_name, passed, outcome) => {
    expect(problemOf(await sign(simple), now + passed)).toBe(outcome);
  });

  test('an S3 request must sign its x-amz headers and its host', async () => {
    const signed = await sign(simple);
    const headers = { ...signed.request.headers, 'x-amz-acl': 'public-read' };
    expect(problemOf({ ...signed, request: { ...signed.request, headers } })).toBe('unsigned-headers');
    const authorization = (signed.request.headers['authorization'] as string).replace('host;', '');
    expect(
      problemOf({ ...signed, request: { ...signed.request, headers: { ...signed.request.headers, authorization } } }),
    ).toBe('incomplete');
  });

  test('only S3 takes an unsigned payload', async () => {
    const unsigned = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    const s3 = await sign({ ...simple, headers: unsigned });
    const withUnsigned = { ...s3.request, headers: { ...s3.request.headers } };
    expect(problemOf({ request: withUnsigned, body: Buffer.from('hello') })).toBe('accepted');
    const logs = await sign({ ...simple, service: 'logs', headers: unsigned });
    expect(problemOf(logs)).toBe('mismatch');
  });

  test('a declared content hash must be the one of the body', async () => {
    const signed = await sign(simple);
    expect(problemOf({ ...signed, body: Buffer.from('jello') })).toBe('content-mismatch');
  });

  test.each([
    ['AWS AKID:signature', 'old-version'],
    [
      'AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=x',
      'unsupported-algorithm',
    ],
    ['AWS4-HMAC-SHA256 SignedHeaders=host, Signature=x', 'incomplete'],
    ['AWS4-HMAC-SHA256 Credential=AKID, SignedHeaders=host, Signature=x', 'incomplete'],
    ['AWS4-HMAC-SHA256', 'incomplete'],
    ['Bearer token', 'unsupported-algorithm'],
  ] as const)('refuses the authorization %s', (authorization, kind) => {
    const headers = { host: 'x', 'x-amz-date': '20260101T120000Z', authorization };
    expect(
      problemOf({
        request: { method: 'GET', rawPath: '/', rawQuery: '', headers, rawHeaders: [] },
        body: Buffer.alloc(0),
      }),
    ).toBe(kind);
  });

  test.each([
    ['AWSAccessKeyId=A&Expires=1&Signature=x', 'old-version'],
    ['X-Amz-Algorithm=AWS4-HMAC-SHA256', 'incomplete-query'],
    ['plain=1', 'missing'],
  ] as const)('refuses the query %s', (rawQuery, kind) => {
    expect(
      problemOf({
        request: { method: 'GET', rawPath: '/', rawQuery, headers: { host: 'x' }, rawHeaders: [] },
        body: Buffer.alloc(0),
      }),
    ).toBe(kind);
  });

  test('reads a repeated header as the signer joined it', async () => {
    const signed = await sign({ ...simple, headers: { 'x-list': 'a,b' } });
    const { headers, rawHeaders } = signed.request;
    const raw = rawHeaders.flatMap((value, index) =>
      value === 'x-list' ? ['X-List', 'a', 'X-List'] : rawHeaders[index - 1] === 'x-list' ? ['b'] : [value],
    );
    const request = { ...signed.request, headers: { ...headers, 'x-list': 'a, b' }, rawHeaders: raw };
    expect(problemOf({ ...signed, request })).toBe('accepted');
  });
});
