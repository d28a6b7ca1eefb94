import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { engineDescriptor } from './engine-descriptor.ts';

export interface ProgramProcess {
  readonly exit: Promise<ProgramExit>;
}

export interface ProgramExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started at all. */
  readonly error?: Error;
}

export interface ProgramStart {
  readonly arguments: readonly string[];
  readonly workingDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  onLine(stream: 'stdout' | 'stderr', line: string): void;
  readonly signal?: AbortSignal;
}

const graceMilliseconds = 1000;

/** Starts the program and hands on its output line by line. Aborting ends it and everything it started. */
export function startProgram(start: ProgramStart): ProgramProcess {
  const child = spawn(process.execPath, start.arguments, {
    cwd: start.workingDirectory,
    env: { ...start.environment, ...(process.platform !== 'win32' && { [engineDescriptor]: '3' }) },
    // The fourth carries nothing; it ends with this process, however that dies, and the program with it (see preload.ts).
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // A process group of its own: whatever the program starts can be ended with it.
    detached: process.platform !== 'win32',
  });
  const [stdout, stderr] = [child.stdio[1] as Readable, child.stdio[2] as Readable];
  const lines = [readLines(stdout, 'stdout', start), readLines(stderr, 'stderr', start)];
  const stop = (): void => {
    endGroup(child, 'SIGTERM');
    const timer = setTimeout(() => endGroup(child, 'SIGKILL'), graceMilliseconds);
    child.once('exit', () => clearTimeout(timer));
  };
  // Not left behind either when this process ends in an orderly way.
  const stopNow = (): void => endGroup(child, 'SIGKILL');
  process.once('exit', stopNow);
  const exit = new Promise<ProgramExit>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('exit', (code, signal) => {
      // What the program started and left running would keep its output open for ever, and so would what left its group.
      endGroup(child, 'SIGKILL');
      const timer = setTimeout(() => {
        stdout.destroy();
        stderr.destroy();
      }, graceMilliseconds);
      void Promise.all(lines).then(() => {
        clearTimeout(timer);
        resolve({ code, signal });
      });
    });
  });
  if (start.signal?.aborted === true) stop();
  start.signal?.addEventListener('abort', stop);
  void exit.then(() => {
    process.removeListener('exit', stopNow);
    start.signal?.removeEventListener('abort', stop);
  });
  return { exit };
}

function readLines(stream: Readable, name: 'stdout' | 'stderr', start: ProgramStart): Promise<void> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: stream, crlfDelay: Infinity });
    lines.on('line', (line) => start.onLine(name, line));
    lines.on('close', resolve);
    stream.on('close', () => lines.close());
  });
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
