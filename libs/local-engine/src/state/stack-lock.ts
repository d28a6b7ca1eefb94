import { hasCode, isMissing } from '../errors.ts';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

export interface StackLock {
  /** Idempotent. */
  release(): void;
}

/** Another process works on the stack. */
export class StackLockedError extends Error {
  readonly pid: number;
  constructor(stack: string, pid: number, file: string) {
    super(
      `Another run is working on the stack ${stack} (process ${pid}). Wait for it to finish. ` +
        `If that process is not palisade, remove ${file}.`,
    );
    this.name = 'StackLockedError';
    this.pid = pid;
  }
}

/** Takes the lock of a stack, also over from a process that died with it. Throws `StackLockedError`. */
export function lockStack(file: string, stack: string): StackLock {
  const content = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content, { mode: 0o600 });
  try {
    while (!tryLink(temporary, file)) {
      const holder = readHolder(file);
      if (holder === undefined) continue;
      if (holder.alive) throw new StackLockedError(stack, holder.pid, file);
      removeStale(file, holder.content);
    }
  } finally {
    rmSync(temporary, { force: true });
  }
  const release = (): void => {
    process.removeListener('exit', release);
    if (readHolder(file)?.content === content) rmSync(file, { force: true });
  };
  process.once('exit', release);
  return { release };
}

/** A link, unlike a new file, appears together with its content. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

interface Holder {
  readonly content: string;
  readonly pid: number;
  readonly alive: boolean;
}

function readHolder(file: string): Holder | undefined {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const { pid, started } = JSON.parse(content) as { pid: number; started: string };
    return { content, pid, alive: isAlive(pid) && startOf(pid) === started };
  } catch {
    // Not ours and not readable: nobody can hold it.
    return { content, pid: 0, alive: false };
  }
}

/** Moved away before it is removed, so that of two processes taking over only one can remove what it has read. */
function removeStale(file: string, content: string): void {
  const moved = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, moved);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  // The other process was faster and this is its fresh lock: give it back.
  if (readFileSync(moved, 'utf8') !== content) tryLink(moved, file);
  rmSync(moved, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** When a process started, where the system tells: a pid alone may belong to someone else by now. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name in parentheses may contain anything; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
