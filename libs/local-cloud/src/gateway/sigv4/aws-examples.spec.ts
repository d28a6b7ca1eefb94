import { describe, expect, test } from '@jest/globals';
import { readClaim, type SignableRequest } from './claim.ts';
import { decodeChunks } from './chunked.ts';
import { deriveSigningKey } from './signing-key.ts';
import { verifySignature } from './verify.ts';

/*
 * The worked examples of the Amazon S3 API Reference, "Authenticating Requests (AWS Signature Version 4)", with the signatures
 * printed there.
 */
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const now = Date.UTC(2013, 4, 24);
const scope = '20130524/us-east-1/s3/aws4_request';
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

function request(method: string, url: string, headers: Record<string, string>): SignableRequest {
  const [rawPath = '/', rawQuery = ''] = url.split('?');
  const all = { host: 'examplebucket.s3.amazonaws.com', ...headers };
  return { method, rawPath, rawQuery, headers: all, rawHeaders: Object.entries(all).flat() };
}

function authorization(signedHeaders: string, signature: string): Record<string, string> {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/${scope},SignedHeaders=${signedHeaders},Signature=${signature}`,
  };
}

function verify(signed: SignableRequest, body: Buffer): ReturnType<typeof verifySignature> {
  const claim = readClaim(signed);
  if (claim === undefined) throw new Error('unsigned');
  return verifySignature({
    request: signed,
    claim,
    body,
    signingKey: deriveSigningKey(secret, claim.scope),
    now,
    maxSkew: 900_000,
  });
}

describe('the examples of the S3 documentation verify', () => {
  test.each([
    [
      'GET Object',
      request('GET', '/test.txt', {
        range: 'bytes=0-9',
        'x-amz-content-sha256': emptyHash,
        'x-amz-date': '20130524T000000Z',
        ...authorization(
          'host;range;x-amz-content-sha256;x-amz-date',
          'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
        ),
      }),
      '',
    ],
    [
      'PUT Object',
      request('PUT', '/test%24file.text', {
        date: 'Fri, 24 May 2013 00:00:00 GMT',
        'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
        'x-amz-date': '20130524T000000Z',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        ...authorization(
          'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
          '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
        ),
      }),
      'Welcome to Amazon S3.',
    ],
    [
      'GET Bucket Lifecycle',
      request('GET', '/?lifecycle', {
        'x-amz-content-sha256': emptyHash,
        'x-amz-date': '20130524T000000Z',
        ...authorization(
          'host;x-amz-content-sha256;x-amz-date',
          'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
        ),
      }),
      '',
    ],
    [
      'List Objects',
      request('GET', '/?max-keys=2&prefix=J', {
        'x-amz-content-sha256': emptyHash,
        'x-amz-date': '20130524T000000Z',
        ...authorization(
          'host;x-amz-content-sha256;x-amz-date',
          '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
        ),
      }),
      '',
    ],
    [
      'presigned GET',
      request(
        'GET',
        '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
          '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host' +
          '&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
        {},
      ),
      '',
    ],
  ])('%s', (_name, signed, body) => {
    expect(verify(signed, Buffer.from(body)).body.toString()).toBe(body);
    expect(() => verify({ ...signed, rawPath: `${signed.rawPath}x` }, Buffer.from(body))).toThrow();
  });
});

describe('the chunked examples', () => {
  const signingKey = deriveSigningKey(secret, scope);
  const chunk = (size: number, signature: string): string => `${size.toString(16)};chunk-signature=${signature}\r\n`;

  function decode(
    kind: string,
    seed: string,
    text: string,
    headers: Record<string, string>,
  ): ReturnType<typeof decodeChunks> {
    const claim = {
      source: 'header',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      date: '20130524',
      region: 'us-east-1',
      service: 's3',
      scope,
      signedHeaders: 'host',
      signature: seed,
      timestamp: '20130524T000000Z',
    } as const;
    return decodeChunks(kind, Buffer.from(text, 'latin1'), { signingKey, claim, headers });
  }

  const signed =
    chunk(65_536, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648') +
    `${'a'.repeat(65_536)}\r\n` +
    chunk(1024, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497') +
    `${'a'.repeat(1024)}\r\n` +
    chunk(0, 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9') +
    '\r\n';
  const seed = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9';
  const headers = { 'x-amz-decoded-content-length': '66560' };

  test('signed chunks', () => {
    expect(decode('STREAMING-AWS4-HMAC-SHA256-PAYLOAD', seed, signed, headers).body.toString()).toBe(
      'a'.repeat(66_560),
    );
  });

  test.each([
    ['a byte of the data', signed.replace('aaa', 'aab')],
    ['a byte of the second chunk', signed.replace(/a\r\n0;/, 'b\r\n0;')],
    ['the last chunk left out', signed.slice(0, signed.lastIndexOf('0;chunk'))],
    ['chunks swapped', signed.replace('ad80c7', '005562')],
    ['data behind the end', `${signed}x`],
    ['a longer chunk size', signed.replace('10000;', '10001;')],
  ])('refuses %s', (_name, text) => {
    expect(() => decode('STREAMING-AWS4-HMAC-SHA256-PAYLOAD', seed, text, headers)).toThrow();
  });

  test('refuses another length than announced', () => {
    const announced = { 'x-amz-decoded-content-length': '66561' };
    expect(() => decode('STREAMING-AWS4-HMAC-SHA256-PAYLOAD', seed, signed, announced)).toThrow('number of bytes');
  });

  const trailing =
    chunk(65_536, 'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2') +
    `${'a'.repeat(65_536)}\r\n` +
    chunk(1024, '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7') +
    `${'a'.repeat(1024)}\r\n` +
    chunk(0, '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992') +
    'x-amz-checksum-crc32c:sOO8/Q==\r\n' +
    'x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n';
  const trailerSeed = '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e';
  const trailerHeaders = { ...headers, 'x-amz-trailer': 'x-amz-checksum-crc32c' };
  const withTrailer = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER';

  test('signed chunks with a trailing checksum', () => {
    const decoded = decode(withTrailer, trailerSeed, trailing, trailerHeaders);
    expect(decoded.body.length).toBe(66_560);
    expect(decoded.trailers).toEqual({ 'x-amz-checksum-crc32c': 'sOO8/Q==' });
  });

  test('refuses a changed or unannounced trailer', () => {
    expect(() => decode(withTrailer, trailerSeed, trailing.replace('sOO8', 'sOO9'), trailerHeaders)).toThrow();
    expect(() => decode(withTrailer, trailerSeed, trailing, headers)).toThrow('trailing data');
  });

  test('unsigned chunks with a trailing checksum', () => {
    const text = '5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n';
    const unsignedHeaders = { 'x-amz-decoded-content-length': '11', 'x-amz-trailer': 'x-amz-checksum-crc32' };
    const decoded = decode('STREAMING-UNSIGNED-PAYLOAD-TRAILER', seed, text, unsignedHeaders);
    expect(decoded.body.toString()).toBe('hello world');
    expect(decoded.trailers).toEqual({ 'x-amz-checksum-crc32': 'DUoRhQ==' });
    expect(() => decode('STREAMING-UNSIGNED-PAYLOAD-TRAILER', seed, text.slice(0, 12), unsignedHeaders)).toThrow(
      'malformed',
    );
  });
});
