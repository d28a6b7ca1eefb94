import type { IncomingMessage, ServerResponse } from 'node:http';

const EMPTY = Buffer.alloc(0);

/** Bytes one request may carry where its service says nothing else. */
export const SERVICE_LIMIT = 10 * 1024 * 1024;

/** The client sent more than the limit, or went away. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
  readonly kind: 'too-large' | 'aborted';

  constructor(kind: 'too-large' | 'aborted') {
    super(kind);
    this.kind = kind;
  }
}

/** Whether the client waits for a sign before it sends its body. */
export function awaitsContinue(request: IncomingMessage): boolean {
  return request.headers.expect?.toLowerCase() === '100-continue';
}

/** Reads a request's body, at most `limit` bytes; an announced length beyond it is refused before anything is read. */
export function readBody(request: IncomingMessage, response: ServerResponse, limit: number): Promise<Buffer> | Buffer {
  const announced = request.headers['content-length'];
  if (announced === undefined && request.headers['transfer-encoding'] === undefined) return EMPTY;
  if (announced !== undefined && Number(announced) > limit) throw new BodyError('too-large');
  if (announced === '0') return EMPTY;
  if (awaitsContinue(request)) response.writeContinue();
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) return void chunks.push(chunk);
      chunks = [];
      reject(new BodyError('too-large'));
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('close', () => {
      // Every request closes; making an error is dear.
      if (!request.complete) reject(new BodyError('aborted'));
    });
    request.on('error', () => reject(new BodyError('aborted')));
  });
}
