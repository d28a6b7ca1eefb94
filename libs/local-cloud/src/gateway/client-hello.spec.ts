import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readClientHello } from './client-hello.ts';

/** What a real client sends first. */
async function helloOf(options: ConnectionOptions): Promise<Buffer> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', ...options });
  client.on('error', () => undefined);
  const [socket] = (await once(server, 'connection')) as [Socket];
  const [hello] = (await once(socket, 'data')) as [Buffer];
  client.destroy();
  socket.destroy();
  server.close();
  return hello;
}

const vector = (size: number, content: Buffer): Buffer => {
  const length = Buffer.alloc(size);
  length.writeUIntBE(content.length, 0, size);
  return Buffer.concat([length, content]);
};
const extension = (type: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([type >> 8, type & 0xff]), vector(2, content)]);
const serverName = (name: string): Buffer =>
  extension(0, vector(2, Buffer.concat([Buffer.from([0]), vector(2, Buffer.from(name, 'latin1'))])));

interface Hello {
  readonly session: Uint8Array;
  readonly ciphers: Uint8Array;
  readonly extensions: readonly Buffer[];
}

/** A ClientHello message in records of these sizes, the last one holding the rest. */
function records({ session, ciphers, extensions }: Hello, sizes: readonly number[] = []): Buffer {
  const body = Buffer.concat([
    Buffer.from([3, 3]),
    Buffer.alloc(32, 7),
    vector(1, Buffer.from(session)),
    vector(2, Buffer.from(ciphers)),
    vector(1, Buffer.from([0])),
    vector(2, Buffer.concat(extensions)),
  ]);
  let rest: Buffer = Buffer.concat([Buffer.from([1]), vector(3, body)]);
  const made: Buffer[] = [];
  for (const size of [...sizes, rest.length]) {
    if (rest.length === 0) break;
    made.push(Buffer.concat([Buffer.from([0x16, 3, 1]), vector(2, rest.subarray(0, size))]));
    rest = rest.subarray(size);
  }
  return Buffer.concat(made);
}

const plain: Hello = { session: new Uint8Array(32), ciphers: new Uint8Array([0x13, 0x01]), extensions: [] };

describe('a real client', () => {
  test.each(['TLSv1.2', 'TLSv1.3'] as const)('names its server with %s', async (version) => {
    const hello = await helloOf({ servername: 'Payments.Example.COM', minVersion: version, maxVersion: version });
    expect(readClientHello(hello)).toEqual({ kind: 'hello', serverName: 'payments.example.com' });
  });

  test('that names none is understood too', async () => {
    expect(readClientHello(await helloOf({ servername: '' }))).toEqual({ kind: 'hello', serverName: undefined });
  });

  test('is understood however its bytes arrive, and what comes after them does not matter', async () => {
    const hello = await helloOf({ servername: 'payments.example.com' });
    for (let length = 1; length < hello.length; length += 1) {
      const reading = readClientHello(hello.subarray(0, length));
      expect(reading.kind).toBe('incomplete');
      if (reading.kind === 'incomplete') expect(reading.needed).toBeGreaterThan(length);
    }
    expect(readClientHello(Buffer.concat([hello, Buffer.from('more')]))).toEqual(readClientHello(hello));
  });
});

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);
const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
const others = fc.array(
  fc
    .tuple(fc.integer({ min: 1, max: 0xffff }), fc.uint8Array({ maxLength: 300 }))
    .map(([type, content]) => extension(type, Buffer.from(content))),
  { maxLength: 6 },
);

test('finds the name among any extensions, in any records', () => {
  fc.assert(
    fc.property(
      name,
      others,
      others,
      fc.uint8Array({ maxLength: 32 }),
      fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 20 }),
      (host, before, after, session, sizes) => {
        const extensions = [...before, serverName(host), ...after];
        const bytes = records({ ...plain, session, extensions }, sizes);
        expect(readClientHello(bytes)).toEqual({ kind: 'hello', serverName: host });
      },
    ),
  );
});

test('asks for more exactly until there is enough', () => {
  fc.assert(
    fc.property(name, fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 5 }), fc.nat(), (host, sizes, cut) => {
      const bytes = records({ ...plain, extensions: [serverName(host)] }, sizes);
      const length = 1 + (cut % (bytes.length - 1));
      expect(readClientHello(bytes.subarray(0, length)).kind).toBe('incomplete');
    }),
  );
});

test('never throws, and never asks for bytes it has', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 2000 }).map((random) => Buffer.from(random)),
    fc.tuple(name, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([host, at, value]) => {
      const hello = records({ ...plain, extensions: [serverName(host)] });
      hello[at % hello.length] = value;
      return hello;
    }),
  );
  fc.assert(
    fc.property(bytes, (received) => {
      const reading = readClientHello(received);
      if (reading.kind === 'incomplete') expect(reading.needed).toBeGreaterThan(received.length);
      if (reading.kind === 'hello') expect(reading.serverName ?? 'x').toMatch(/^[\w.-]+$/);
    }),
    { numRuns: 1000 },
  );
});

test.each<[string, Buffer]>([
  ['another message', Buffer.from([0x16, 3, 1, 0, 4, 2, 0, 0, 0])],
  ['an empty record', Buffer.from([0x16, 3, 1, 0, 0])],
  ['a record that is too long', Buffer.from([0x16, 3, 1, 0xff, 0xff])],
  ['a message that is too long', Buffer.from([0x16, 3, 1, 0, 4, 1, 0xff, 0xff, 0xff])],
  [
    'another record in between',
    Buffer.concat([Buffer.from([0x16, 3, 1, 0, 1, 1]), Buffer.from([0x15, 3, 1, 0, 2, 1, 0])]),
  ],
  ['a message that ends before its parts', Buffer.from([0x16, 3, 1, 0, 6, 1, 0, 0, 2, 3, 3])],
  [
    'a message in too many records',
    records({ ...plain, extensions: [serverName('a.example.com')] }, Array(64).fill(1) as number[]),
  ],
])('%s is malformed', (_, bytes) => {
  expect(readClientHello(bytes)).toEqual({ kind: 'malformed' });
});

test.each(['', 'a b.example.com', 'payments\0.example.com', 'pay/ments', 'x'.repeat(254)])(
  'a name no host could have counts as none: %p',
  (host) => {
    const bytes = records({ ...plain, extensions: [serverName(host)] });
    expect(readClientHello(bytes)).toEqual({ kind: 'hello', serverName: undefined });
  },
);
