import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setDefaultCACertificates, getCACertificates } from 'node:tls';
import type { BenchRow } from '../row.ts';
import { load, sequentialMedian } from './load.ts';
import type { LoadResult, LoadTarget } from './load.ts';
import { logIngestion } from './log-ingestion.ts';
import { end, freePort, memoryOf, root, startCloud, timePalisade } from './processes.ts';
import { signed } from './signed.ts';

const CONCURRENCY = 16;
const WARM_UP_S = 2;
const MEASURE_S = 6;

/** The local cloud as a user meets it: the command, the start, and requests over its own socket. */
export async function benchCloud(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'palisade-bench-'));
  const port = await freePort();
  const env = { PALISADE_HOME: home, PALISADE_PORT: String(port) };
  try {
    return [...(await benchDeployments(env)), ...(await benchRequests(env, home, `https://127.0.0.1:${port}`))];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function benchDeployments(env: NodeJS.ProcessEnv): Promise<BenchRow[]> {
  const node = await timeNode();
  // The first run fills the compile caches; the state it leaves is removed.
  await timePalisade(env, 'up', '--stack', 'documents-local');
  await timePalisade(env, 'destroy', '--stack', 'documents-local');
  await timePalisade(env, 'stop');
  const fresh = await timePalisade(env, 'up', '--stack', 'documents-local');
  const unchanged = await timePalisade(env, 'up', '--stack', 'documents-local');
  await timePalisade(env, 'destroy', '--stack', 'documents-local');
  await timePalisade(env, 'stop');
  return [
    atMost('palisade up, documents-local, fresh state', fresh, node, 2.5, 's'),
    atMost('palisade up, unchanged', unchanged, node, 1.5, 's'),
  ];
}

async function benchRequests(env: NodeJS.ProcessEnv, home: string, endpoint: string): Promise<BenchRow[]> {
  const bare = spawn(process.execPath, [join(root, 'tools/bench/cloud/bare-server.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const bareStarted = performance.now();
  const [line] = (await once(bare.stdout, 'data')) as [Buffer];
  const bareHealthyAfter = performance.now() - bareStarted;
  const bareUrl = `http://127.0.0.1:${Number(line.toString())}/`;
  const health = `${endpoint.replace('https:', 'http:')}/_palisade/health`;
  const { process: cloud, healthyAfter } = await startCloud(env, health);
  try {
    setDefaultCACertificates([...getCACertificates(), readFileSync(join(home, 'ca.pem'), 'utf8')]);
    await timePalisade(env, 'up', '--cwd', join(root, 'tools/bench/program'), '--stack', 'bench');
    const put = putObject(endpoint, home);
    const barePut = await warmLoad({ ...put, url: bareUrl });
    const cloudPut = await warmLoad(put);
    const url = benchUrl(home);
    const bareGet = await warmLoad({ url: bareUrl });
    const invoke = await warmLoad({ url });
    const memory = memoryOf(cloud.pid ?? 0);
    const sequential = await sequentialMedian(url, 500);
    const bareSequential = await sequentialMedian(bareUrl, 500);
    const ingestion = await logIngestion(endpoint, home);
    return [
      atMost('local cloud healthy after start', healthyAfter, bareHealthyAfter, 200, 'ms'),
      atLeast('signed S3 PutObject 1 KiB, TLS, c16', cloudPut, barePut, 8000),
      atLeast('API Gateway → Lambda, warm, c16', invoke, bareGet, 3000),
      atMost('  its p99', invoke.p99, bareGet.p99, 15, 'ms'),
      atMost('API Gateway → Lambda, warm, sequential p50', sequential, bareSequential, 2, 'ms'),
      atMost('memory of the local cloud after that', memory, memoryOf(bare.pid ?? 0), 400, 'MiB'),
      ...ingestion,
    ];
  } finally {
    await end(cloud);
    await end(bare);
  }
}

async function warmLoad(target: LoadTarget): Promise<LoadResult> {
  await load(target, CONCURRENCY, WARM_UP_S);
  return load(target, CONCURRENCY, MEASURE_S);
}

/** One signed request, replayed: what is measured is the server, not the signer. */
function putObject(endpoint: string, home: string): LoadTarget {
  const body = Buffer.alloc(1024, 'x');
  return signed(endpoint, home, { method: 'PUT', path: '/bench-documents/bench/object', service: 's3', body });
}

function benchUrl(home: string): string {
  const state = readFileSync(join(home, 'state', 'bench.json'), 'utf8');
  const [, url] = /"url":\s*"([^"]+)"/.exec(state) ?? [];
  if (url === undefined) throw new Error('The bench stack has no output url.');
  return url;
}

/** Seconds of an empty Node.js process: the floor under every command. */
async function timeNode(): Promise<number> {
  const started = performance.now();
  await once(spawn(process.execPath, ['-e', '0']), 'exit');
  return (performance.now() - started) / 1000;
}

function atMost(name: string, value: number, baseline: number, limit: number, unit: string): BenchRow {
  return row(name, value, baseline, unit, `<= ${limit} ${unit}`, value <= limit);
}

function atLeast(name: string, result: LoadResult, baseline: LoadResult, limit: number): BenchRow {
  const [value, floor] = [result.requestsPerSecond, baseline.requestsPerSecond];
  return row(name, value, floor, 'req/s', `>= ${limit} req/s`, value >= limit);
}

function row(name: string, value: number, baseline: number, unit: string, target: string, met: boolean): BenchRow {
  const digits = value < 10 ? 2 : 0;
  return {
    name,
    value: `${value.toFixed(digits)} ${unit}`,
    baseline: `${baseline.toFixed(digits)} ${unit}`,
    // The load generator counts whole milliseconds: a floor of 0 means less than one.
    ratio: baseline === 0 ? `> ${value.toFixed(0)}` : (value / baseline).toFixed(2),
    target,
    met,
  };
}
