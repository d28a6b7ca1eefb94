import type { BenchRow } from '../row.ts';
import { load, type LoadTarget } from './load.ts';
import { signed } from './signed.ts';

const CONCURRENCY = 16;
const ROUNDS = 9;
const ROUND_S = 1;
const LEAST = 0.7;
const STREAM = 'bench';

/** PutLogEvents into an encrypted group and into one in the clear, in turns, so that both meet the same noise. */
export async function logIngestion(endpoint: string, home: string): Promise<BenchRow> {
  const encrypted = await putLogEvents(endpoint, home, '/bench/encrypted');
  const clear = await putLogEvents(endpoint, home, '/bench/clear');
  const rounds: { readonly value: number; readonly baseline: number }[] = [];
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    rounds.push({ value: await requestsPerSecond(encrypted), baseline: await requestsPerSecond(clear) });
  }
  const measured = rounds.slice(1);
  const ratio = median(measured.map(({ value, baseline }) => value / baseline));
  return {
    name: 'PutLogEvents, 10 × 200 B, encrypted / in the clear, c16',
    value: `${median(measured.map(({ value }) => value)).toFixed(0)} req/s`,
    baseline: `${median(measured.map(({ baseline }) => baseline)).toFixed(0)} req/s`,
    ratio: ratio.toFixed(2),
    target: `>= ${LEAST} of the clear`,
    met: ratio >= LEAST,
  };
}

async function putLogEvents(endpoint: string, home: string, logGroupName: string): Promise<LoadTarget> {
  const place = { logGroupName, logStreamName: STREAM };
  await send(operation(endpoint, home, 'CreateLogStream', place));
  const logEvents = Array.from({ length: 10 }, () => ({ timestamp: Date.now(), message: 'x'.repeat(200) }));
  return operation(endpoint, home, 'PutLogEvents', { ...place, logEvents });
}

function operation(endpoint: string, home: string, name: string, input: object): LoadTarget {
  return signed(endpoint, home, {
    method: 'POST',
    path: '/',
    service: 'logs',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Logs_20140328.${name}` },
    body: Buffer.from(JSON.stringify(input)),
  });
}

async function send({ url, method = 'GET', headers = {}, body }: LoadTarget): Promise<void> {
  const response = await fetch(url, { method, headers, ...(body && { body: new Uint8Array(body) }) });
  if (!response.ok) throw new Error(`${headers['x-amz-target']} answered ${response.status}: ${await response.text()}`);
}

const requestsPerSecond = async (target: LoadTarget): Promise<number> =>
  (await load(target, CONCURRENCY, ROUND_S)).requestsPerSecond;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
