import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, test as base } from '../../src/faults/fixtures.ts';
import { hear, Wire } from '../../src/faults/wire.ts';
import { newPayment, pay } from '../../src/payments-fixtures.ts';

/** With a payment to look up, in one word. */
const test = base.extend<{ readonly wire: Wire; readonly path: string }>({
  wire: async ({ stack, client }, use) => use(new Wire(stack, client)),
  path: async ({ api }, use) => use(`/payments/${(await pay(api)).transactionId}`),
});

// Whatever was sent: the same process serves the next client, and has nothing to tell its operator but refused handshakes.
test.afterEach(async ({ api, cloud }) => {
  expect(await cloud.isHealthy()).toBe(true);
  expect((await pay(api)).status).toBe('accepted');
  expect(cloud.log).not.toMatch(/^\s+at |Error:|unhandled/im);
});

const client = 'User-Agent: palisade-e2e/1.0';
const last = 'Connection: close';

test('a client that sends nothing, half a ClientHello or half a request keeps nobody else waiting', async ({
  api,
  cloud,
  stack,
  wire,
}) => {
  test.setTimeout(180_000);
  const hello = await clientHello(stack.caFile ?? '', wire.host);
  const slow = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const socket = index % 4 === 3 ? await wire.secure() : await wire.plain();
      if (index % 4 === 1) socket.write(hello.subarray(0, 50));
      if (index % 4 === 2) socket.write(hello);
      if (index % 4 === 3) socket.write(`GET / HTTP/1.1\r\nHost: ${wire.host}\r\n`);
      return socket;
    }),
  );
  const started = performance.now();
  for (let index = 0; index < 10; index++) await pay(api);
  expect(performance.now() - started).toBeLessThan(20_000);
  // A minute each, and then they go.
  const patience = 90_000;
  await Promise.all(
    slow.map(async (socket) => {
      socket.on('error', () => undefined).resume();
      if (!socket.destroyed) await once(socket, 'close', { signal: AbortSignal.timeout(patience) });
    }),
  );
  expect(await cloud.isHealthy()).toBe(true);
});

test('a ClientHello that comes byte by byte is understood', async ({ path, stack, wire, client: { cert, key } }) => {
  // Between the client and the door, who hands on one byte at a time.
  const relay = createServer({ noDelay: true }, async (caller) => {
    const onward = (await wire.plain()).setNoDelay(true);
    onward.pipe(caller);
    for (const socket of [caller, onward]) socket.on('error', () => undefined);
    for await (const chunk of caller as AsyncIterable<Buffer>) {
      for (const byte of chunk) {
        onward.write(Buffer.of(byte));
        await new Promise(setImmediate);
      }
    }
    onward.end();
  });
  await once(relay.listen(0, '127.0.0.1'), 'listening');
  const { port } = relay.address() as AddressInfo;
  const head = [`GET ${path} HTTP/1.1`, `Host: ${wire.host}`, client, last];
  const said = await wire.ask(head, '', { port, ca: readFileSync(stack.caFile ?? ''), cert, key });
  expect(said).toMatchObject({ statuses: [200], ended: true });
  relay.close();
});

test('what is no ClientHello ends the connection', async ({ wire }) => {
  for (const garbage of [
    Buffer.from([0x16, 3, 1, 0xff, 0xff, 1, 0, 0]),
    Buffer.concat([Buffer.from([0x16, 3, 1, 0, 200, 1, 0, 0, 196]), Buffer.alloc(196, 0xff)]),
    Buffer.concat([Buffer.from([0x15, 3, 1, 0, 2, 2, 40]), Buffer.alloc(100)]),
    Buffer.from('SSH-2.0-OpenSSH_9.9\r\n\r\n'),
    Buffer.from('PALISADE/1 x evil.example.com:443\n'),
    Buffer.alloc(100_000),
  ]) {
    const socket = await wire.plain();
    socket.write(garbage);
    const { ended, statuses } = await hear(socket);
    expect([ended, statuses.filter((status) => status !== 400)]).toEqual([true, []]);
  }
});

test('the name of the handshake leads to the API, and no other name does', async ({ path, wire }) => {
  const head = [`GET ${path} HTTP/1.1`, `Host: ${wire.host}`, client, last];
  expect((await wire.ask(head)).statuses).toEqual([200]);
  for (const servername of ['', 'other.palisade.test', 'localhost', `x.${wire.host}`, 's3.us-east-1.amazonaws.com']) {
    const { statuses, text } = await wire.ask(head, '', { servername });
    expect([servername, statuses]).toEqual([servername, [403]]);
    expect(text).not.toContain('amount');
  }
  const plain = await wire.plain();
  plain.write(`${head.join('\r\n')}\r\n\r\n`);
  expect((await hear(plain)).statuses).toEqual([403]);
});

test('a request is about one host: the handshake’s', async ({ path, wire }) => {
  const ask = async (target: string, ...hosts: string[]) => {
    const head = [`GET ${target} HTTP/1.1`, ...hosts.map((host) => `Host: ${host}`), client, last];
    const { ended, statuses, text } = await wire.ask(head);
    expect(ended).toBe(true);
    if (statuses[0] !== 200) expect(text).not.toContain('amount');
    return statuses;
  };
  const { host, port } = wire;
  for (const own of [host, host.toUpperCase(), `${host}:443`, `${host}:${port}`])
    expect(await ask(path, own)).toEqual([200]);
  for (const other of ['evil.example.com', 'localhost', `x@${host}`, `${host}.`, `${host} x`, '']) {
    expect([other, await ask(path, other)]).toEqual([other, [expect.any(Number)]]);
    expect(await ask(path, other)).not.toEqual([200]);
  }
  expect(await ask(path)).toEqual([403]);
  expect(await ask(path, host, host)).toEqual([400]);
  expect(await ask(path, host, 'evil.example.com')).toEqual([400]);
  expect(await ask(path, 'evil.example.com', host)).toEqual([400]);
  expect(await ask(`https://${host}${path}`, host)).toEqual([200]);
  expect(await ask(`https://evil.example.com${path}`, host)).toEqual([400]);
  expect(await ask(`https://${host}${path}`, 'evil.example.com')).toEqual([400]);
  expect(await ask(`https://127.0.0.1:${port}/_palisade/health`, `127.0.0.1:${port}`)).toEqual([403]);
});

test('HTTP/1.0 is answered, and its connection closed', async ({ path, wire }) => {
  const said = await wire.ask([`GET ${path} HTTP/1.0`, `Host: ${wire.host}`, client]);
  expect(said).toMatchObject({ statuses: [200], ended: true });
  expect((await wire.ask([`GET ${path} HTTP/1.0`, client])).statuses).toEqual([403]);
});

test('what is no HTTP/1.1 is refused, and the connection with it', async ({ wire }) => {
  const host = `Host: ${wire.host}`;
  const chunked = ['POST /process-payment HTTP/1.1', host, client, 'Content-Type: application/json'];
  const requests: [string, readonly string[], string?][] = [
    ['two lengths', [...chunked, 'Content-Length: 4', 'Content-Length: 5'], '{}   '],
    ['a length and chunks', [...chunked, 'Content-Length: 4', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
    ['an unknown coding', [...chunked, 'Transfer-Encoding: xchunked'], '0\r\n\r\n'],
    ['a negative length', [...chunked, 'Content-Length: -1']],
    ['a space before the colon', ['GET / HTTP/1.1', `Host : ${wire.host}`, client]],
    ['a folded header', ['GET / HTTP/1.1', host, client, 'X: a', ' b']],
    ['a NUL', ['GET / HTTP/1.1', host, client, 'X: a\0b']],
    ['a bare line feed', [`GET / HTTP/1.1\n${host}\n${client}\n`]],
    ['HTTP/2', ['PRI * HTTP/2.0', '', 'SM']],
    ['an unknown method', ['FOO / HTTP/1.1', host, client]],
    ['a path without a slash', ['GET payments/x HTTP/1.1', host, client]],
    ['noise', ['\xff'.repeat(2000)]],
  ];
  for (const [what, head, body] of requests) {
    const { ended, statuses } = await wire.ask(head, body);
    expect([what, statuses, ended]).toEqual([what, [400], true]);
  }
});

test('a client gets no tunnel and no other protocol', async ({ path, wire }) => {
  const tunnel = await wire.ask([`CONNECT 127.0.0.1:${wire.port} HTTP/1.1`, `Host: ${wire.host}`, client]);
  expect(tunnel).toMatchObject({ statuses: [], text: '', ended: true });
  for (const upgrade of ['websocket', 'h2c']) {
    const head = [`GET ${path} HTTP/1.1`, `Host: ${wire.host}`, client, 'Connection: close, upgrade'];
    expect((await wire.ask([...head, `Upgrade: ${upgrade}`])).statuses).toEqual([200]);
  }
});

test('heads that are too large are refused, large ones not', async ({ path, wire }) => {
  const get = [`GET ${path} HTTP/1.1`, `Host: ${wire.host}`, client, last];
  expect((await wire.ask([...get, `X-Padding: ${'x'.repeat(8_000)}`])).statuses).toEqual([200]);
  for (const bomb of [
    [`X-Padding: ${'x'.repeat(2 ** 20)}`],
    Array.from({ length: 50_000 }, (_, index) => `X-${index}: 1`),
    ['x'.repeat(2 ** 20)],
  ]) {
    expect(await wire.ask([...get, ...bomb])).toMatchObject({ statuses: [431], ended: true });
  }
  const long = await wire.ask([`GET /payments/${'x'.repeat(2 ** 20)} HTTP/1.1`, ...get.slice(1)]);
  expect(long.statuses).toEqual([431]);
});

test('bodies of 10 MB, honest or not, are refused without much ado', async ({ cloud, wire }) => {
  const post = ['POST /process-payment HTTP/1.1', `Host: ${wire.host}`, client, 'Content-Type: application/json', last];
  const size = 10 * 2 ** 20;
  const bodies: Record<string, string> = {
    text: `{"transactionId":"${'x'.repeat(size)}"}`,
    nested: '['.repeat(size),
    many: `{${'"a":1,'.repeat(size / 6)}"b":1}`,
  };
  for (const [what, body] of Object.entries(bodies)) {
    const { ended, statuses, text } = await wire.ask([...post, `Content-Length: ${body.length}`], body);
    expect([what, statuses, ended]).toEqual([what, [expect.any(Number)], true]);
    expect([403, 413]).toContain(statuses[0]);
    expect(text.length).toBeLessThan(4_000);
  }
  const chunks = `${(2 ** 16).toString(16)}\r\n${'x'.repeat(2 ** 16)}\r\n`.repeat(160);
  const endless = await wire.ask([...post, 'Transfer-Encoding: chunked'], `${chunks}0\r\n\r\n`);
  expect([403, 413]).toContain(endless.statuses[0]);
  const lying = await wire.secure();
  lying.write(`${[...post, 'Content-Length: 100'].join('\r\n')}\r\n\r\n{}`);
  lying.end();
  expect((await hear(lying)).statuses.filter((status) => status < 400)).toEqual([]);
  expect(cloud.pid).toBeDefined();
});

test('requests on one connection are answered in order, each for its own host', async ({ path, wire }) => {
  const id = `e2e-${randomUUID()}`;
  const body = JSON.stringify(newPayment({ transactionId: id }));
  const request = (line: string, host: string, ...more: string[]) =>
    `${[`${line} HTTP/1.1`, `Host: ${host}`, client, ...more].join('\r\n')}\r\n\r\n`;
  const post = request(
    'POST /process-payment',
    wire.host,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  );
  const socket = await wire.secure();
  socket.write(
    [
      post + body,
      request(`GET ${path}`, wire.host),
      request(`GET ${path}`, 'other.palisade.test'),
      request('GET /_palisade/health', `127.0.0.1:${wire.port}`),
      post + body,
      request('GET /payments/none', wire.host),
      request(`GET /payments/${id}`, wire.host, last),
      // Not answered any more: the client itself said that the one before was the last.
      request(`GET ${path}`, wire.host),
    ].join(''),
  );
  const { ended, statuses, text } = await hear(socket);
  expect([statuses, ended]).toEqual([[201, 200, 403, 403, 201, 404, 200], true]);
  expect(text.match(/idempotent-replayed: true/g)).toHaveLength(1);
  expect(text).not.toContain('"pid"');
});

/** The bytes a client begins a handshake with. */
async function clientHello(caFile: string, servername: string): Promise<Buffer> {
  const listening = createServer();
  await once(listening.listen(0, '127.0.0.1'), 'listening');
  const { port } = listening.address() as AddressInfo;
  const caller = connectTls({ host: '127.0.0.1', port, servername, ca: readFileSync(caFile) });
  caller.on('error', () => undefined);
  const [socket] = (await once(listening, 'connection')) as [Socket];
  const [hello] = (await once(socket, 'data')) as [Buffer];
  caller.destroy();
  listening.close();
  return hello;
}
