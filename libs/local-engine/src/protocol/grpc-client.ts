import { connect } from 'node:http2';
import type { ClientHttp2Session } from 'node:http2';
import { decodeFrame, encodeFrame, GrpcError, grpcStatus } from './grpc-frame.ts';

/** Calls the callback server inside the program (transforms and hooks run there). One connection for the whole run. */
export interface GrpcClient {
  call(target: string, path: string, request: Uint8Array): Promise<Uint8Array>;
  close(): void;
}

export function createGrpcClient(): GrpcClient {
  const sessions = new Map<string, ClientHttp2Session>();
  const sessionTo = (target: string): ClientHttp2Session => {
    const open = sessions.get(target);
    if (open !== undefined && !open.destroyed && !open.closed) return open;
    const session = connect(`http://${target}`);
    session.on('error', () => session.destroy());
    sessions.set(target, session);
    return session;
  };
  return {
    call: (target, path, request) => unary(sessionTo(target), path, request),
    close: () => {
      for (const session of sessions.values()) session.destroy();
    },
  };
}

function unary(session: ClientHttp2Session, path: string, request: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const chunks: Buffer[] = [];
    let status: { code: number; message: string } | undefined;
    const readStatus = (headers: Record<string, unknown>): void => {
      if (headers['grpc-status'] === undefined) return;
      status = {
        code: Number(headers['grpc-status']),
        message: decodeURIComponent(String(headers['grpc-message'] ?? '')),
      };
    };
    stream.on('response', readStatus);
    stream.on('trailers', readStatus);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', (error) => reject(new GrpcError(grpcStatus.unavailable, error.message)));
    stream.on('close', () => {
      if (status === undefined)
        reject(new GrpcError(grpcStatus.unavailable, 'The program ended before it answered a callback.'));
      else if (status.code !== grpcStatus.ok) reject(new GrpcError(status.code, status.message));
      else {
        try {
          resolve(decodeFrame(Buffer.concat(chunks)));
        } catch (error) {
          reject(error);
        }
      }
    });
    stream.end(encodeFrame(request));
  });
}
