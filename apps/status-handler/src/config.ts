import { ConfigError, required, type Environment } from '@palisade/lambda-kit';

/** Settings of the function, from its environment. */
export interface Config {
  /** Suffix of the environment it runs in. */
  environment: string;
  /** Origins whose pages may call; none when the list is empty. */
  allowedOrigins: readonly string[];
}

/** Reads `ENVIRONMENT_SUFFIX` (required) and `ALLOWED_ORIGINS` (comma-separated, none by default; `*` is refused). */
export function readConfig(env: Environment): Config {
  return {
    environment: required(env, 'ENVIRONMENT_SUFFIX', /^[a-z0-9-]{1,16}$/, 'suffix of an environment'),
    allowedOrigins: allowedOrigins(env['ALLOWED_ORIGINS']),
  };
}

function allowedOrigins(value: string | undefined): readonly string[] {
  if (!value) return [];
  const origins = value.split(',');
  const wrong = origins.find((origin) => !/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/.test(origin));
  if (wrong === undefined) return origins;
  throw new ConfigError(`ALLOWED_ORIGINS lists "${wrong}", which is no origin such as https://app.example.com.`);
}
