import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where things are: one local cloud per workspace, whatever directory a program lives in. */
export interface Workspace {
  readonly root: string;
  /** `.palisade`, or what PALISADE_HOME names. */
  readonly home: string;
  readonly port: number;
  readonly endpoint: string;
  readonly accountId: string;
}

const DEFAULT_PORT = 4566;
/** The account id AWS's own documentation uses in examples. */
const ACCOUNT_ID = '111122223333';

export function findWorkspace(env: NodeJS.ProcessEnv = process.env): Workspace {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const port = parsePort(env['PALISADE_PORT']);
  return {
    root,
    home: env['PALISADE_HOME'] ? resolve(env['PALISADE_HOME']) : join(root, '.palisade'),
    port,
    endpoint: `https://127.0.0.1:${port}`,
    accountId: ACCOUNT_ID,
  };
}

function parsePort(value: string | undefined): number {
  if (value === undefined || value === '') return DEFAULT_PORT;
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new RangeError(`PALISADE_PORT is '${value}'; it must be a port number from 1 to 65535.`);
}
