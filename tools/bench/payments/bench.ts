import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTurns, type Turns } from '../cloud/in-turns.ts';
import { requestsPerSecond, type LoadTarget } from '../cloud/load.ts';
import { end, freePort, startCloud, timePalisade } from '../cloud/processes.ts';
import type { BenchRow } from '../row.ts';
import { connectionsPerSecond, statusOf } from './connections.ts';

const ROUNDS = 4;
const ZONE = 'bench.palisade.test';

// Ours, set after measuring, with room for noise: what must not get worse unnoticed. No AWS figure stands behind them.
const targets = { kept: 0.8, handshakes: 0.6, webAcl: 0.45 } as const;

/** What client certificates and a web ACL cost, each beside the same route without them. */
export async function benchPayments(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'palisade-bench-'));
  const port = await freePort();
  const env = { PALISADE_HOME: home, PALISADE_PORT: String(port) };
  const { process: cloud } = await startCloud(env, `http://127.0.0.1:${port}/_palisade/health`);
  try {
    await timePalisade(env, 'certs', 'init');
    await timePalisade(env, 'certs', 'issue', 'bench');
    await timePalisade(env, 'up', '--cwd', join(import.meta.dirname, 'program'), '--stack', 'bench');
    return await measure(`https://127.0.0.1:${port}`, home);
  } finally {
    await end(cloud);
    rmSync(home, { recursive: true, force: true });
  }
}

async function measure(endpoint: string, home: string): Promise<BenchRow[]> {
  const [cert, key] = ['pem', 'key'].map((kind) => readFileSync(join(home, 'certs', `bench.${kind}`), 'utf8'));
  if (cert === undefined || key === undefined) throw new Error('There is no client certificate.');
  const plain = (stage: string) => payment(endpoint, stage, `plain.${ZONE}`, {});
  const mutual = (stage: string) => payment(endpoint, stage, `mutual.${ZONE}`, { cert, key });
  await check(mutual('guarded'), { ...mutual('open'), tls: { servername: `mutual.${ZONE}` } });
  const compare = (measure: (target: LoadTarget) => Promise<number>, target: LoadTarget, baseline: LoadTarget) =>
    inTurns(
      () => measure(target),
      () => measure(baseline),
      ROUNDS,
    );
  const kept = await compare(requestsPerSecond, mutual('open'), plain('open'));
  const anew = await compare(connectionsPerSecond, mutual('open'), plain('open'));
  const guarded = await compare(requestsPerSecond, mutual('guarded'), mutual('open'));
  return [
    row('POST → Lambda, mutual TLS / plain TLS, kept connections, c16', kept, targets.kept),
    row('  with a connection for each request', anew, targets.handshakes),
    row('POST → Lambda, web ACL of four managed groups and a rate / none, c16', guarded, targets.webAcl),
  ];
}

/** What does not protect costs nothing: nobody without a certificate gets in, and no injection past the web ACL. */
async function check(guarded: LoadTarget, stranger: LoadTarget): Promise<void> {
  const injection = await statusOf({ ...guarded, url: `${guarded.url}?id=1%27%20OR%20%271%27%3D%271` });
  if (injection !== 403) throw new Error(`The web ACL let an injection pass, which was answered ${injection}.`);
  const status = await statusOf(stranger).catch(() => 'refused');
  if (status !== 'refused') throw new Error(`A client without a certificate was answered ${status}.`);
}

/** A payment as clients send them, over a connection to the door that asks for that name. */
function payment(
  endpoint: string,
  stage: string,
  servername: string,
  tls: { readonly cert?: string; readonly key?: string },
): LoadTarget {
  const body = { transactionId: 'tx-20260101-000001', customerId: 'customer-1', amount: '1299.00', currency: 'EUR' };
  return {
    url: `${endpoint}/${stage}/pay`,
    method: 'POST',
    headers: { host: servername, 'content-type': 'application/json', 'user-agent': 'shop/1.0' },
    body: Buffer.from(JSON.stringify(body)),
    tls: { servername, ...tls },
  };
}

function row(name: string, { baseline, ratio, value }: Turns, least: number): BenchRow {
  return {
    name,
    value: `${value.toFixed(0)} req/s`,
    baseline: `${baseline.toFixed(0)} req/s`,
    ratio: ratio.toFixed(2),
    target: `>= ${least} of it`,
    met: ratio >= least,
  };
}
