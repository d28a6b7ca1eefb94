import type { BenchRow } from '../row.ts';
import { inTurns } from './in-turns.ts';
import { requestsPerSecond, type LoadTarget } from './load.ts';
import { signed } from './signed.ts';

const LEAST = 0.7;
const ROUNDS = 5;
const STREAM = 'bench';
/** As functions log, with the numbers and words that data protection looks at twice. */
const LINE = JSON.stringify({
  level: 'INFO',
  message: 'payment accepted',
  timestamp: '2026-01-01T00:00:00.000Z',
  transactionId: 'tx-20260101-000001',
  customer: 'customer-1',
  amount: '1299.00',
  currency: 'EUR',
  durationMs: 142,
}).padEnd(200);

/** PutLogEvents into an encrypted group and into one with a data protection policy, each beside one in the clear. */
export async function logIngestion(endpoint: string, home: string): Promise<BenchRow[]> {
  const clear = await putLogEvents(endpoint, home, '/bench/clear');
  const rows: BenchRow[] = [];
  for (const kind of ['encrypted', 'protected']) {
    const target = await putLogEvents(endpoint, home, `/bench/${kind}`);
    const turns = await inTurns(
      () => requestsPerSecond(target),
      () => requestsPerSecond(clear),
      ROUNDS,
    );
    rows.push({
      name: `PutLogEvents, 10 × 200 B, ${kind} / in the clear, c16`,
      value: `${turns.value.toFixed(0)} req/s`,
      baseline: `${turns.baseline.toFixed(0)} req/s`,
      ratio: turns.ratio.toFixed(2),
      target: `>= ${LEAST} of the clear`,
      met: turns.ratio >= LEAST,
    });
  }
  return rows;
}

async function putLogEvents(endpoint: string, home: string, logGroupName: string): Promise<LoadTarget> {
  const place = { logGroupName, logStreamName: STREAM };
  await send(operation(endpoint, home, 'CreateLogStream', place));
  const logEvents = Array.from({ length: 10 }, () => ({ timestamp: Date.now(), message: LINE }));
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
