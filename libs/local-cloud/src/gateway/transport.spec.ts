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

  test('Expect: 100-continue is answered before the body comes', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const request = httpRequest(`${cloud.endpoint.replace('https', 'http')}/b/k`, {
        method: 'PUT',
        headers: { expect: '100-continue', 'content-length': 1 },
      });
      request
        .on('continue', () => request.end('x'))
        .on('response', (response) => resolve(String(response.statusCode)))
        .on('error', reject);
      request.flushHeaders();
    });
    expect(answer).toBe('403');
  });

  test('a body over the limit is refused by name, before it is sent', async () => {
    const headers = { 'content-length': String(257 * 1024 * 1024), expect: '100-continue' };
    const answer = await new Promise<Answer>((resolve, reject) => {
      const request = httpRequest(
        `${cloud.endpoint.replace('https', 'http')}/b/k`,
        { method: 'PUT', headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
            });
            request.destroy();
          });
        },
      );
      request.on('error', reject);
      request.flushHeaders();
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('<Code>EntityTooLarge</Code>');
  });
});
