import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Thrown when another process has the directory open. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
  readonly pid: number;

  constructor(path: string, pid: number) {
    super(
      `Process ${pid} already runs a local cloud here. Stop it ('palisade stop'), or delete ${path} if that process is ` +
        'something else.',
    );
    this.pid = pid;
  }
}

const held = new Set<string>();

/** Takes `directory` for this process; returns the release. A lock whose process is gone is taken over. */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, 'lock');
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, ownerText(process.pid), { mode: 0o600 });
  try {
    // A link appears together with its content, so nobody ever reads a half-written lock.
    while (!tryLink(temporary, path)) {
      const owner = readOwner(path);
      if (owner !== undefined && (owner.alive || held.has(path))) throw new LockedError(path, owner.pid);
      rmSync(path, { force: true });
    }
  } finally {
    rmSync(temporary, { force: true });
  }
  held.add(path);
  return () => {
    if (held.delete(path)) rmSync(path, { force: true });
  };
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readOwner(path: string): { readonly pid: number; readonly alive: boolean } | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    const pid = Number(text.split(' ')[0]);
    // Another process may have the number by now; in a container the next start often has the very same one.
    return { pid, alive: pid !== process.pid && isRunning(pid) && text === ownerText(pid) };
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The process and, where the system tells, when it started. */
function ownerText(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return `${pid} `;
  }
}
