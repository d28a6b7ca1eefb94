import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import type { CustomDomain } from '../kernel/edge.ts';
import { Listener } from './listener.ts';
import type { KeyedCertificate } from './tls/ca.ts';
import { issueAuthority, issueClientCertificate, issueServerCertificate } from './tls/issue.ts';

const now = Date.now();
const validity = { notBefore: now - 3_600_000, notAfter: now + 3_600_000 };
const DOMAIN = 'payments.palisade.test';
const PATIENCE = 200;

let ca: KeyedCertificate;
let server: KeyedCertificate;
let client: KeyedCertificate;
let domain: CustomDomain;
let port: number;
let listener: Listener;

beforeAll(async () => {
  ca = await issueAuthority({ commonName: 'Everybody', ...validity });
  server = await issueServerCertificate(ca, { names: [DOMAIN, 'localhost'], addresses: [], now });
  client = await issueClientCertificate(ca, { commonName: 'client', ...validity });
});
afterEach(() => listener.close(0));

async function listen(patience?: number): Promise<void> {
  domain = { name: DOMAIN, version: '1', mutualTls: { authorities: ca.certificate } };
  listener = new Listener({
    port: 0,
    certificate: server,
    contextFor: () => Promise.reject(new Error('There are no AWS names here.')),
    certificateFor: async () => server,
    customDomain: (host) => (host === domain.name ? domain : undefined),
    onRequest: (asked, response) => {
      // Not at once: the next request may be there before.
      asked.resume().on('end', () => setImmediate(() => response.end('here')));
    },
    onFunctionConnection: () => 'refused',
    now: Date.now,
    log: () => undefined,
    ...(patience !== undefined && { patience }),
  });
  port = await listener.listen();
}

const tlsTo = (servername: string, more: object = {}): TLSSocket =>
  connectTls({
    host: '127.0.0.1',
    port,
    servername,
    ca: ca.certificate,
    cert: client.certificate,
    key: client.key,
    ...more,
  });

/** What the server says before it closes the connection. */
async function lastWords(socket: Socket): Promise<string> {
  let said = '';
  socket.on('data', (data: Buffer) => (said += data.toString())).on('error', () => undefined);
  // `once` would reject with the error of a byte that was on its way when the connection was cut.
  if (!socket.closed) await new Promise((resolve) => socket.on('close', resolve));
  return said;
}

/** The bytes a client begins a handshake with. */
async function clientHello(servername: string): Promise<Buffer> {
  const { createServer } = await import('node:net');
  const listening = createServer();
  await once(listening.listen(0, '127.0.0.1'), 'listening');
  const { port: theirs } = listening.address() as { port: number };
  const caller = tlsTo(servername, { port: theirs }).on('error', () => undefined);
  const [socket] = (await once(listening, 'connection')) as [Socket];
  const [hello] = (await once(socket, 'data')) as [Buffer];
  caller.destroy();
  listening.close();
  return hello;
}

test.each<[string, () => Promise<Socket> | Socket]>([
  ['nothing', () => connect(port, '127.0.0.1')],
  [
    'a ClientHello that does not end',
    async () => {
      const socket = connect(port, '127.0.0.1');
      socket.write((await clientHello(DOMAIN)).subarray(0, 40));
      return socket;
    },
  ],
  ...[DOMAIN, 'localhost'].map((name): [string, () => Promise<Socket>] => [
    `a handshake with ${name} that does not go on`,
    async () => {
      const socket = connect(port, '127.0.0.1');
      socket.write(await clientHello(name));
      return socket;
    },
  ]),
  ...[DOMAIN, 'localhost'].map((name): [string, () => Promise<Socket>] => [
    `half a head to ${name}`,
    async () => {
      const socket = tlsTo(name);
      await once(socket, 'secureConnect');
      socket.write('GET / HTTP/1.1\r\nhost: ');
      return socket;
    },
  ]),
  [
    'half a head without TLS',
    () => {
      const socket = connect(port, '127.0.0.1');
      socket.write('GET / HTTP/1.1\r\nhost: ');
      return socket;
    },
  ],
])('a client that sends %s is not waited for', async (_, open) => {
  await listen(PATIENCE);
  // Who is waited for is so for two minutes, longer than a test may take.
  expect(await lastWords(await open())).not.toContain('here');
});

test('a byte now and then buys no more time, before the handshake and after it', async () => {
  await listen(PATIENCE);
  const hello = await clientHello(DOMAIN);
  const slow = connect(port, '127.0.0.1');
  const inside = tlsTo(DOMAIN);
  await once(inside, 'secureConnect');
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < hello.length - 1) slow.write(hello.subarray(sent, ++sent));
    inside.write('G');
  }, PATIENCE / 10);
  await Promise.all([lastWords(slow), lastWords(inside)]);
  clearInterval(timer);
});

test('a client that is in time is served, also after longer than that', async () => {
  await listen(PATIENCE);
  const socket = tlsTo(DOMAIN);
  await once(socket, 'secureConnect');
  const ask = async (): Promise<string> => {
    socket.write(`GET / HTTP/1.1\r\nhost: ${DOMAIN}\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString();
  };
  expect(await ask()).toContain('here');
  // Beyond the patience with those who have said nothing yet: another such client is sent away meanwhile.
  await lastWords(connect(port, '127.0.0.1'));
  expect(await ask()).toContain('here');
  socket.destroy();
});

test('clients with the same port at two addresses are two: one that goes does not keep the other’s truststore in force', async () => {
  await listen();
  const kept = tlsTo(DOMAIN, { localAddress: '127.0.0.2' });
  await once(kept, 'secureConnect');
  const { localPort } = kept;
  const other = request({ host: '127.0.0.1', port, localAddress: '127.0.0.3', localPort, agent: false });
  other.end();
  const [answer] = (await once(other, 'response')) as [NodeJS.ReadableStream];
  answer.resume();
  await once(other, 'close');
  domain = { ...domain, version: '2' };
  listener.refresh();
  await lastWords(kept);
});

test.each(['localhost', DOMAIN])(
  'what is no request is answered before the connection closes, by %s too',
  async (name) => {
    await listen();
    const heads: [string, string][] = [
      [`GET / HTTP/1.1\r\nhost: ${name}\r\nx: ${'x'.repeat(2 ** 20)}\r\n\r\n`, '431 Request Header Fields Too Large'],
      [`GET / HTTP/1.1\r\nhost: ${name}\r\n${'x: 1\r\n'.repeat(2 ** 17)}\r\n`, '431 Request Header Fields Too Large'],
      ['\0'.repeat(2 ** 20), '400 Bad Request'],
      [`GET / HTTP/1.1\r\nhost: ${name}\r\nconnection: close\r\n\r\n`, '200 OK'],
    ];
    for (const [head, status] of heads) {
      const socket = tlsTo(name);
      await once(socket, 'secureConnect');
      socket.write(head);
      expect(await lastWords(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status}\r\n`));
    }
  },
);

test.each(['localhost', DOMAIN])(
  'what is no request waits for the answers to those before it, by %s too',
  async (name) => {
    await listen();
    const get = `GET / HTTP/1.1\r\nhost: ${name}\r\n`;
    const statuses = async (sent: string): Promise<string[]> => {
      const socket = tlsTo(name);
      await once(socket, 'secureConnect');
      socket.write(sent);
      return (await lastWords(socket)).match(/(?<=HTTP\/1.1 )\d{3}/g) ?? [];
    };
    expect(await statuses(`${get}\r\n${get}\r\nnoise\r\n\r\n${get}\r\n`)).toEqual(['200', '200', '400']);
    const post = `POST / HTTP/1.1\r\nhost: ${name}\r\ntransfer-encoding: `;
    expect(await statuses(`${get}\r\n${post}chunked\r\n\r\nnoise\r\n`)).toEqual(['200', '400']);
    expect(await statuses(`${post}xchunked\r\n\r\nnoise\r\n`)).toEqual(['400']);
    // The client itself has said that nothing comes after it.
    expect(await statuses(`${get}\r\n${get}connection: close\r\n\r\n${get}\r\n`)).toEqual(['200', '200']);
  },
);
