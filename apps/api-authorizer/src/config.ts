import { tableName, type Environment } from '@palisade/lambda-kit';

/** Settings of the function, from its environment. */
export interface Config {
  permissionsTable: string;
}

/** Reads `PERMISSIONS_TABLE` (required). */
export function readConfig(env: Environment): Config {
  return { permissionsTable: tableName(env, 'PERMISSIONS_TABLE') };
}
