import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestCloud, type TestCloud } from '../testing/index.ts';
import { sendSigned, type Answer, type SignOptions } from '../testing/signed-request.ts';
import { declarePowerless, tinyFunctions, tinyLogs, tinyStore } from '../testing/tiny-services.ts';
import type { Exchange } from '../kernel/exchange.ts';
const seen: Exchange[] = [];
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(declarePowerless, { services: [tinyStore(seen), tinyLogs, tinyFunctions] });
});
afterAll(() => cloud.close());

const signed = (path: string, options: SignOptions = {}): Promise<Answer> => sendSigned(cloud, path, options);

describe('transport', () => {
  test('the same port speaks TLS and plain HTTP, and the evaluator hears which', async () => {
    expect((await signed('/b/k', { method: 'PUT', body: 'x' })).body).toBe('b/k:x');
    expect((await signed('/b/k', { method: 'PUT', body: 'x', scheme: 'http' })).body).toBe('b/k:x');
    const [overTls, plain] = seen.slice(-2) as { connection: { scheme: string; tlsVersion?: string } }[];
    expect(overTls?.connection).toMatchObject({ scheme: 'https', tlsVersion: 'TLSv1.3' });
    expect(plain?.connection).toEqual({ scheme: 'http', sourceIp: '127.0.0.1' });
  });

  test('TLS 1.1 is refused, 1.2 is not', async () => {
    const { port } = new URL(cloud.endpoint);
    const handshake = (version: 'TLSv1.1' | 'TLSv1.2'): Promise<string | null> =>
      new Promise((resolve, reject) => {
        const options = {
          ...cloud.tls,
          port: Number(port),
          host: '127.0.0.1',
          minVersion: version,
          maxVersion: version,
          ciphers: 'DEFAULT@SECLEVEL=0',
        } as const;
        const socket = connectTls(options, () => resolve(socket.getProtocol()));
        socket.on('secureConnect', () => socket.destroy()).on('error', reject);
      });
    expect(await handshake('TLSv1.2')).toBe('TLSv1.2');
    await expect(handshake('TLSv1.1')).rejects.toThrow();
  });

  test('AWS host names get a certificate of their own from the same authority', async () => {
    const { port } = new URL(cloud.endpoint);
    const name = 's3.eu-west-1.amazonaws.com';
    const subject = await new Promise((resolve, reject) => {
      const socket = connectTls({ ...cloud.tls, port: Number(port), host: '127.0.0.1', servername: name }, () => {
        resolve(socket.getPeerCertificate().subjectaltname);
        socket.destroy();
      });
      socket.on('error', reject);
    });
    expect(subject).toBe(`DNS:${name}`);
  });

  test('garbage closes the connection and harms nobody', async () => {
    const { port } = new URL(cloud.endpoint);
    for (const garbage of [
      Buffer.from([0x16, 0x03, 0x01, 0xff, 0xff, 0, 0, 0]),
      Buffer.from('PALISADE/1 nonsense\n'),
      Buffer.from('\0\0\0\r\n\r\n'),
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.end(garbage));
        socket
          .on('close', () => resolve())
          .on('error', () => undefined)
          .resume();
      });
    }
    expect((await signed('/')).status).toBe(200);
  });

  test('a request that comes byte by byte is understood, also when it begins like a preamble', async () => {
    const { port } = new URL(cloud.endpoint);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true }, async () => {
        for (const byte of 'PUT /b/k HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n') {
          socket.write(byte);
          await new Promise(setImmediate);
        }
      });
      socket.on('data', (data) => (text += data.toString())).on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1.1 403 /);
  });

  /** Sends a PUT's head, its body once the server asks for it, and tells whether it did. */
  function put(
    headers: Record<string, string | number>,
    body: Buffer | undefined,
  ): Promise<{ status: number; asked: boolean; text: string }> {
    return new Promise((resolve, reject) => {
      let asked = false;
      const request = httpRequest(`${cloud.endpoint.replace('https', 'http')}/b/k`, { method: 'PUT', headers });
      request.on('continue', () => {
        asked = true;
        request.end('x');
      });
      request.on('response', (response) => {
        let text = '';
        response.on('data', (data: Buffer) => (text += data.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, asked, text });
          request.destroy();
        });
      });
      request.on('error', reject);
      if (body === undefined) request.flushHeaders();
      else request.end(body);
    });
  }

  test('a client that waits to send its body is asked for it', async () => {
    expect(await put({ expect: '100-continue', 'content-length': 1 }, undefined)).toMatchObject({
      status: 403,
      asked: true,
    });
  });

  test('a body over the limit is refused by name, without being asked for', async () => {
    const answer = await put({ expect: '100-continue', 'content-length': 257 * 1024 * 1024 }, undefined);
    expect(answer).toMatchObject({ status: 400, asked: false });
    expect(answer.text).toContain('<Code>EntityTooLarge</Code>');
    expect(answer.text).toContain('at most 256 MiB');
  });

  test('also when the client sends it all the same, the refusal arrives', async () => {
    const signedFor = { 'x-amz-target': 'Logs_20140328.DescribeLogGroups' };
    const answer = await put(signedFor, Buffer.alloc(11 * 1024 * 1024));
    expect(answer).toMatchObject({ status: 413, asked: false });
    expect(answer.text).toContain('larger than 10 MiB');
  });
});
