import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hasCode, isMissing } from '../errors.ts';

export interface FileLock {
  /** Idempotent. */
  release(): void;
}

/** Another process holds the lock. */
export class FileLockedError extends Error {
  override readonly name = 'FileLockedError';
  readonly file: string;
  readonly pid: number;
  constructor(file: string, pid: number) {
    super(`Process ${pid} holds the lock ${file}.`);
    this.file = file;
    this.pid = pid;
  }
}

/** Locks of this process: its own number in a lock file proves nothing, an earlier process may have had it. */
const held = new Set<string>();

/** Takes the lock, also over from a process that died with it. Throws `FileLockedError`. */
export function lockFile(file: string): FileLock {
  const content = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content, { mode: 0o600 });
  try {
    while (!tryLink(temporary, file)) {
      const holder = readHolder(file);
      if (holder === undefined) continue;
      if (holder.alive) throw new FileLockedError(file, holder.pid);
      removeStale(file, holder.content);
    }
  } finally {
    rmSync(temporary, { force: true });
  }
  held.add(file);
  const release = (): void => {
    process.removeListener('exit', release);
    if (held.delete(file) && readHolder(file)?.content === content) rmSync(file, { force: true });
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
    const alive = pid === process.pid ? held.has(file) : isAlive(pid) && startOf(pid) === started;
    return { content, pid, alive };
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

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
  // A dead process keeps its number until its parent has asked for its end, which in a container may be never.
  return processStat(pid)?.[0] !== 'Z';
}

/** When a process started, where the system tells: a pid alone may belong to someone else by now. */
function startOf(pid: number): string {
  return processStat(pid)?.[19] ?? '';
}

/** Fields of `/proc/<pid>/stat` after the command name (which may contain anything), from the state on; Linux only. */
function processStat(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
