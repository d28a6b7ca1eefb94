import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StoredObject {
  bytes: Buffer;
  headers: IncomingHttpHeaders;
  versionId: string;
}

/** What S3 does to a PutObject instead of storing; `lose` stores, and the answer never arrives. */
export type Fault = { status: number; code: string } | 'hang' | 'lose';

/** As much of S3 as a writer can see: PutObject with its checksum and `If-None-Match`, and faults on demand. */
export interface FakeS3 {
  readonly endpoint: string;
  /** By path: `/bucket/key`. */
  readonly objects: Map<string, StoredObject>;
  /** Every request's method and path, in order. */
  readonly requests: string[];
  /** Taken one per request; none left, none happens. */
  readonly faults: Fault[];
  reset(): void;
  close(): Promise<void>;
}

export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, StoredObject>();
  const requests: string[] = [];
  const faults: Fault[] = [];

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = new URL(request.url ?? '/', 'http://s3').pathname;
      requests.push(`${request.method} ${path}`);
      const fault = faults.shift();
      if (fault === 'hang') return;
      if (typeof fault === 'object') return refuse(response, fault);
      if (request.method !== 'PUT') return refuse(response, { status: 403, code: 'AccessDenied' });
      const bytes = Buffer.concat(chunks);
      const digest = createHash('sha256').update(bytes).digest('base64');
      if (request.headers['x-amz-checksum-sha256'] !== digest)
        return refuse(response, { status: 400, code: 'BadDigest' });
      if (request.headers['if-none-match'] === '*' && objects.has(path)) {
        return refuse(response, { status: 412, code: 'PreconditionFailed' });
      }
      const versionId = `version-${requests.length}`;
      objects.set(path, { bytes, headers: request.headers, versionId });
      if (fault === 'lose') return request.socket.destroy();
      response.setHeader('x-amz-version-id', versionId);
      response.setHeader('x-amz-server-side-encryption', 'AES256');
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    requests,
    faults,
    reset() {
      objects.clear();
      requests.length = 0;
      faults.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The message holds what S3 may say there, which callers must not see. */
function refuse(response: ServerResponse, { status, code }: { status: number; code: string }): void {
  response.writeHead(status, { 'content-type': 'application/xml', 'x-amz-request-id': 'S3REQUESTID' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>internal: ${code}</Message></Error>`);
}
