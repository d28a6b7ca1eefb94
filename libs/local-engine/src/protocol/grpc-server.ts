import { messageOf } from '../errors.ts';
import { createServer } from 'node:http2';
import type { Http2Session, ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { decodeFrame, encodeFrame, GrpcError, grpcStatus } from './grpc-frame.ts';

/** Answers one unary call: serialised request in, serialised response out. A thrown `GrpcError` becomes the call's status. */
export type UnaryHandler = (request: Uint8Array) => Promise<Uint8Array>;

export interface GrpcServer {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * A unary gRPC server over plain HTTP/2, on loopback and a free port. Node's own HTTP/2 is enough for Pulumi's protocol, is
 * loaded at once, and speaks to every SDK version alike. `handlers` may come later than the first call: calls wait for it.
 */
export async function serveGrpc(handlers: Promise<ReadonlyMap<string, UnaryHandler>>): Promise<GrpcServer> {
  const sessions = new Set<Http2Session>();
  // The SDK raises its own limit to 400 MiB; the unit here is megabytes.
  const server = createServer({ maxSessionMemory: 400 });
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => session.destroy());
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', () => stream.destroy());
    void answer(stream, String(headers[':path']), handlers);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const session of sessions) session.destroy();
      }),
  };
}

async function answer(
  stream: ServerHttp2Stream,
  path: string,
  handlers: Promise<ReadonlyMap<string, UnaryHandler>>,
): Promise<void> {
  try {
    const request = await readAll(stream);
    const handler = (await handlers).get(path);
    if (handler === undefined)
      throw new GrpcError(grpcStatus.unimplemented, `The local engine does not implement ${path}.`);
    const response = encodeFrame(await handler(decodeFrame(request)));
    if (stream.destroyed) return;
    stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(grpcStatus.ok) }));
    stream.end(response);
  } catch (error) {
    if (stream.destroyed || stream.headersSent) return;
    const code = error instanceof GrpcError ? error.code : grpcStatus.unknown;
    const message = messageOf(error);
    stream.respond(
      {
        ':status': 200,
        'content-type': 'application/grpc',
        'grpc-status': String(code),
        'grpc-message': percentEncode(message),
      },
      { endStream: true },
    );
  }
}

function readAll(stream: ServerHttp2Stream): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('error', reject);
    stream.on('aborted', () => reject(new GrpcError(grpcStatus.unavailable, 'The caller went away.')));
  });
}

/** `grpc-message` is percent-encoded outside printable ASCII, and only there: grpc-js decodes no more than that. */
function percentEncode(message: string): string {
  return message.toWellFormed().replaceAll(/[^\x20-\x24\x26-\x7e]+/gu, encodeURIComponent);
}
