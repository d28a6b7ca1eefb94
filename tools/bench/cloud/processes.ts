import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
const command = join(root, 'apps', 'cli', 'bin', 'palisade.mjs');

/** Seconds a whole `palisade` process takes. */
export async function timePalisade(env: NodeJS.ProcessEnv, ...args: string[]): Promise<number> {
  const started = performance.now();
  await promisify(execFile)(process.execPath, [command, ...args], { cwd: root, env: { ...process.env, ...env } });
  return (performance.now() - started) / 1000;
}

/** Starts `palisade serve` and returns it with the milliseconds until its health check answered. */
export async function startCloud(
  env: NodeJS.ProcessEnv,
  url: string,
): Promise<{ process: ChildProcess; healthyAfter: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [command, 'serve'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  while (true) {
    const healthy = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return { process: child, healthyAfter: performance.now() - started };
    if (child.exitCode !== null) throw new Error(`palisade serve ended with ${child.exitCode}.`);
  }
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** A port of this machine that nobody uses at present. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Resident memory of a process and everything it started, in MiB. */
export function memoryOf(pid: number): number {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return Number(resident) / 1024 + children.reduce((sum, child) => sum + memoryOf(child), 0);
}
