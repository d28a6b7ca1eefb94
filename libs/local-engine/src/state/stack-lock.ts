import { FileLockedError, lockFile } from './file-lock.ts';
import type { FileLock } from './file-lock.ts';

export type StackLock = FileLock;

/** Another process works on the stack. */
export class StackLockedError extends Error {
  override readonly name = 'StackLockedError';
  readonly pid: number;
  constructor(stack: string, { file, pid }: FileLockedError) {
    super(
      `Another run is working on the stack ${stack} (process ${pid}). Wait for it to finish. ` +
        `If that process is not palisade, remove ${file}.`,
    );
    this.pid = pid;
  }
}

/** Takes the lock of a stack, also over from a process that died with it. Throws `StackLockedError`. */
export function lockStack(file: string, stack: string): StackLock {
  try {
    return lockFile(file);
  } catch (error) {
    throw error instanceof FileLockedError ? new StackLockedError(stack, error) : error;
  }
}
