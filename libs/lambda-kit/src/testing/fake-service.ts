import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to a request instead of an answer; `lose` does what was asked, and the answer never arrives. */
export type Fault = { status: number; code: string } | 'hang' | 'lose';

export interface FakeRequest {
  method: string;
  /** Decoded. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

export interface Reply {
  status?: number;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
}

/** An AWS service on a loopback socket. */
export interface FakeService {
  readonly endpoint: string;
  /** Every request, in order. */
  readonly requests: FakeRequest[];
  /** Taken one per request; none left, none happens. */
  readonly faults: Fault[];
  reset(): void;
  close(): Promise<void>;
}

export interface Behaviour {
  answer(request: FakeRequest): Reply | Promise<Reply>;
  /** The service's spelling of an error. */
  refusal(fault: { status: number; code: string }): Reply;
  reset(): void;
}

export async function startFakeService({ answer, refusal, reset }: Behaviour): Promise<FakeService> {
  const requests: FakeRequest[] = [];
  const faults: Fault[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', async () => {
      const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://aws');
      const { method = '', headers } = incoming;
      const path = decodeURIComponent(pathname);
      const request: FakeRequest = { method, path, query: searchParams, headers, bytes: Buffer.concat(chunks) };
      requests.push(request);
      const fault = faults.shift();
      if (fault === 'hang') return;
      const reply = typeof fault === 'object' ? refusal(fault) : await answer(request);
      if (fault === 'lose') return incoming.socket.destroy();
      response.writeHead(reply.status ?? 200, reply.headers).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    faults,
    reset() {
      requests.length = 0;
      faults.length = 0;
      reset();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
