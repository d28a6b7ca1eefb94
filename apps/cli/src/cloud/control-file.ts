import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running cloud says about itself in `control.json`. */
export interface ControlFile {
  readonly pid: number;
  readonly port: number;
  readonly token: string;
}

/** Undefined when no cloud has written one; a killed cloud leaves its file behind. */
export function readControlFile(home: string): ControlFile | undefined {
  try {
    const { pid, port, token } = JSON.parse(readFileSync(join(home, 'control.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    return typeof pid === 'number' && typeof port === 'number' && typeof token === 'string'
      ? { pid, port, token }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Port of the cloud that runs in `home`, as far as its process is alive. */
export function runningPort(home: string): number | undefined {
  const control = readControlFile(home);
  return control !== undefined && isAlive(control.pid) ? control.port : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
