import { afterEach, expect, test } from '@jest/globals';
import { createGrpcClient } from './grpc-client.ts';
import { GrpcError, grpcStatus } from './grpc-frame.ts';
import { serveGrpc } from './grpc-server.ts';
import type { GrpcServer, UnaryHandler } from './grpc-server.ts';

let server: GrpcServer | undefined;
const client = createGrpcClient();
afterEach(async () => {
  client.close();
  await server?.close();
});

async function serve(handlers: Record<string, UnaryHandler>): Promise<string> {
  server = await serveGrpc(Promise.resolve(new Map(Object.entries(handlers))));
  return server.address;
}

test('carries messages of any size, many at a time', async () => {
  const address = await serve({ '/Echo': async (request) => request });
  const large = Buffer.alloc(8_000_000, 'x');
  const replies = await Promise.all([
    client.call(address, '/Echo', large),
    ...Array.from({ length: 50 }, (_, index) => client.call(address, '/Echo', Buffer.from(String(index)))),
  ]);
  expect(Buffer.compare(replies[0] ?? Buffer.of(), large)).toBe(0);
  expect(replies.slice(1).map((reply) => Buffer.from(reply).toString())).toEqual(
    Array.from({ length: 50 }, (_, index) => String(index)),
  );
});

test('carries an error with its code and its text in any script', async () => {
  const address = await serve({
    '/Refuse': () => Promise.reject(new GrpcError(grpcStatus.invalidArgument, 'schlecht: 100 %\nとても')),
    '/Throw': () => Promise.reject(new Error('boom')),
  });
  await expect(client.call(address, '/Refuse', Buffer.of())).rejects.toMatchObject({
    code: grpcStatus.invalidArgument,
    message: 'schlecht: 100 %\nとても',
  });
  await expect(client.call(address, '/Throw', Buffer.of())).rejects.toMatchObject({
    code: grpcStatus.unknown,
    message: 'boom',
  });
  await expect(client.call(address, '/Missing', Buffer.of())).rejects.toMatchObject({ code: grpcStatus.unimplemented });
});

test('keeps calls waiting for handlers that come later', async () => {
  let provide: (handlers: ReadonlyMap<string, UnaryHandler>) => void = () => undefined;
  server = await serveGrpc(new Promise((resolve) => (provide = resolve)));
  const reply = client.call(server.address, '/Late', Buffer.of());
  provide(new Map([['/Late', async () => Buffer.from('here')]]));
  expect(Buffer.from(await reply).toString()).toBe('here');
});

test('closing ends calls under way', async () => {
  const address = await serve({ '/Hang': () => new Promise(() => undefined) });
  const reply = client.call(address, '/Hang', Buffer.of());
  const failure = expect(reply).rejects.toMatchObject({ code: grpcStatus.unavailable });
  await client.call(address, '/Nothing', Buffer.of()).catch(() => undefined);
  await server?.close();
  await failure;
});
