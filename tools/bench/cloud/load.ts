import autocannon from 'autocannon';

export interface LoadTarget {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
  /** The name the handshake asks for, and the certificate it shows. */
  readonly tls?: { readonly servername: string; readonly cert?: string; readonly key?: string };
}

export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Keeps `connections` keep-alive connections busy for `seconds`. Throws when any answer was not 2xx. */
export async function load(target: LoadTarget, connections: number, seconds: number): Promise<LoadResult> {
  const { url, method = 'GET', headers = {}, body, tls } = target;
  const result = await autocannon({
    url,
    method,
    headers,
    connections,
    duration: seconds,
    ...(body && { body }),
    ...(tls && { servername: tls.servername, tlsOptions: { ...tls } }),
  });
  const { non2xx, errors, timeouts } = result;
  if (non2xx + errors + timeouts > 0) {
    throw new Error(`${method} ${url}: ${non2xx} answers were not 2xx, ${errors} errors, ${timeouts} timeouts.`);
  }
  return { requestsPerSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

/** What a second of load from 16 connections gets through. */
export const requestsPerSecond = async (target: LoadTarget): Promise<number> =>
  (await load(target, 16, 1)).requestsPerSecond;

/** Median milliseconds of one request after the other on one connection; finer than the load generator's whole numbers. */
export async function sequentialMedian(url: string, count: number): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const started = performance.now();
    const response = await fetch(url);
    await response.arrayBuffer();
    times.push(performance.now() - started);
    if (!response.ok) throw new Error(`GET ${url} answered ${response.status}.`);
  }
  return times.sort((a, b) => a - b)[Math.floor(count / 2)] ?? NaN;
}
