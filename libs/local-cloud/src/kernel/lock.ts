import { join } from 'node:path';
import { FileLockedError, lockFile } from '@palisade/local-engine';

/** Thrown when another process has the directory open. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
  readonly pid: number;

  constructor({ file, pid }: FileLockedError) {
    super(
      `Process ${pid} already runs a local cloud here. Stop it ('palisade stop'), or delete ${file} if that process is ` +
        'something else.',
    );
    this.pid = pid;
  }
}

/** Takes `directory` for this process; returns the release. A lock whose process is gone is taken over. */
export function lockDirectory(directory: string): () => void {
  try {
    return lockFile(join(directory, 'lock')).release;
  } catch (error) {
    throw error instanceof FileLockedError ? new LockedError(error) : error;
  }
}
