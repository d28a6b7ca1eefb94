import { request } from 'node:https';
import type { LoadTarget } from '../cloud/load.ts';

const AT_ONCE = 16;
const MILLISECONDS = 1000;

/** Requests per second where each has a connection of its own, with a whole handshake: no session is taken up again. */
export async function connectionsPerSecond(target: LoadTarget): Promise<number> {
  const started = performance.now();
  let done = 0;
  const go = async (): Promise<void> => {
    while (performance.now() - started < MILLISECONDS) {
      const status = await statusOf(target);
      if (status !== 200) throw new Error(`${target.url} answered ${status}.`);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, go));
  return done / ((performance.now() - started) / 1000);
}

/** The status of one request. Rejects if the handshake fails. */
export function statusOf({ body, headers, method = 'GET', tls, url }: LoadTarget): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    // Like the load generator, it does not look at the server's certificate.
    const options = { ...tls, method, headers: { ...headers }, agent: false, rejectUnauthorized: false } as const;
    const outgoing = request(url, options, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
