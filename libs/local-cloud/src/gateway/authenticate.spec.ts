import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestCloud, type TestCloud } from '../testing/index.ts';
import { send, sendSigned, type Answer, type SignOptions } from '../testing/signed-request.ts';
import { declarePowerless, tinyFunctions, tinyLogs, tinyStore } from '../testing/tiny-services.ts';
import type { Exchange } from '../kernel/exchange.ts';
const seen: Exchange[] = [];
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(declarePowerless, { services: [tinyStore(seen), tinyLogs, tinyFunctions] });
});
afterAll(() => cloud.close());

const signed = (path: string, options: SignOptions = {}): Promise<Answer> => sendSigned(cloud, path, options);

describe('signatures at the door', () => {
  test.each([
    ['S3', 's3', 403, 'RequestTimeTooSkewed'],
    ['JSON', 'logs', 400, 'InvalidSignatureException'],
    ['Lambda', 'lambda', 403, 'InvalidSignatureException'],
    ['query', 'sts', 403, 'SignatureDoesNotMatch'],
  ])('%s refuses a clock that is 16 minutes off', async (_name, service, status, code) => {
    const path = service === 'lambda' ? '/2015-03-31/functions/f' : '/';
    const answer = await signed(path, { service, at: cloud.clock.now() - 16 * 60_000 });
    expect(answer.status).toBe(status);
    expect(`${answer.body}${String(answer.headers['x-amzn-errortype'])}`).toContain(code);
  });

  test('Lambda allows five minutes only', async () => {
    const at = (minutes: number): Promise<Answer> =>
      signed('/2015-03-31/functions/f', { service: 'lambda', at: cloud.clock.now() - minutes * 60_000 });
    expect((await at(5)).status).toBe(200);
    expect((await at(6)).body).toContain('Signature expired: ');
  });

  test('unsigned requests: S3 says Access Denied, the others that a token is missing', async () => {
    const put = await send(cloud, '/b/k', { method: 'PUT' });
    expect(put.body).toContain('<Code>AccessDenied</Code><Message>Access Denied</Message>');
    const headers = { 'x-amz-target': 'Logs_20140328.DescribeLogGroups' };
    expect(JSON.parse((await send(cloud, '/', { method: 'POST', headers })).body)).toMatchObject({
      __type: 'MissingAuthenticationTokenException',
    });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const query = await send(
      cloud,
      '/',
      { method: 'POST', headers: form },
      'Action=GetCallerIdentity&Version=2011-06-15',
    );
    expect(query.body).toContain('<Code>MissingAuthenticationToken</Code>');
  });

  test('Signature Version 2 is refused with AWS words', async () => {
    const answer = await send(cloud, '/b/k?AWSAccessKeyId=A&Signature=x&Expires=1', {});
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('Please use AWS4-HMAC-SHA256.') });
    const header = await send(cloud, '/b/k', { headers: { authorization: 'AWS AKID:x' } });
    expect(header.body).toContain('Please use AWS4-HMAC-SHA256.');
  });

  test('chunked bodies arrive decoded, trailers as headers, and signed content hashes count', async () => {
    const body = '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n';
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '5',
      'x-amz-trailer': 'x-amz-checksum-crc32',
      'content-encoding': 'aws-chunked,gzip',
    };
    expect((await signed('/b/k', { method: 'PUT', headers, body })).body).toBe('b/k:hello');
    const { wire } = seen.at(-1) as { wire: { headers: Record<string, string> } };
    expect(wire.headers).toMatchObject({
      'x-amz-checksum-crc32': 'NhCmhg==',
      'content-length': '5',
      'content-encoding': 'gzip',
    });
    const short = { ...headers, 'x-amz-decoded-content-length': '6' };
    expect((await signed('/b/k', { method: 'PUT', headers: short, body })).body).toContain(
      '<Code>IncompleteBody</Code>',
    );
    const wrongHash = { 'x-amz-content-sha256': 'a'.repeat(64) };
    expect((await signed('/b/k', { method: 'PUT', headers: wrongHash, body })).body).toContain(
      '<Code>XAmzContentSHA256Mismatch</Code>',
    );
  });
});
