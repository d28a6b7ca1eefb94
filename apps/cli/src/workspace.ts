import { accessSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runningPort } from './cloud/control-file.ts';
import { CliError, codeOf } from './errors.ts';

/** Where things are: one local cloud per workspace, whatever directory a program lives in. */
export interface Workspace {
  readonly root: string;
  /** `.palisade`, or what PALISADE_HOME names. */
  readonly home: string;
  readonly port: number;
  readonly endpoint: string;
  readonly accountId: string;
  /** Stands for the sources this command runs from: a cloud that says otherwise was started from others. */
  readonly sources: string;
}

const DEFAULT_PORT = 4566;
/** The account id AWS's own documentation uses in examples. */
const ACCOUNT_ID = '111122223333';

export function findWorkspace(env: NodeJS.ProcessEnv = process.env): Workspace {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const home = env['PALISADE_HOME'] ? resolve(env['PALISADE_HOME']) : join(root, '.palisade');
  // A cloud that was started with PALISADE_PORT is found without it.
  const port = parsePort(env['PALISADE_PORT']) ?? runningPort(home) ?? DEFAULT_PORT;
  return {
    root,
    home,
    port,
    endpoint: `https://127.0.0.1:${port}`,
    accountId: ACCOUNT_ID,
    sources: env['PALISADE_SOURCES'] ?? 'unbundled',
  };
}

/** Makes the home unless it exists. Throws CliError when nothing can be written there. */
export function prepareHome({ home }: Workspace): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.W_OK);
  } catch (error) {
    throw new CliError(
      `${home} cannot be written (${codeOf(error) ?? String(error)}). Make it writable, or name another directory in PALISADE_HOME.`,
    );
  }
}

function parsePort(value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new CliError(`PALISADE_PORT is '${value}'; it must be a port number from 1 to 65535.`);
}
