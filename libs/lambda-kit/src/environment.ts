/** A function's environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown while the module loads, so a wrong deployment fails at its first start, naming the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** A required variable that `pattern` describes; `what` completes "…, which is no". The value is quoted: never a secret. */
export function required(env: Environment, name: string, pattern: RegExp, what: string): string {
  const value = env[name];
  if (!value) throw new ConfigError(`${name} is not set: set it to the ${what}.`);
  if (!pattern.test(value)) throw new ConfigError(`${name} is "${value}", which is no ${what}.`);
  return value;
}

/** A whole number from `min` to `max`, `fallback` when it is not set. */
export function integer(
  env: Environment,
  name: string,
  { min, max, fallback }: { min: number; max: number; fallback: number },
): number {
  const value = env[name];
  if (!value) return fallback;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= min && number <= max) return number;
  throw new ConfigError(`${name} is "${value}"; it must be a whole number from ${min} to ${max}.`);
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const bucketName = (env: Environment, name: string): string =>
  required(env, name, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'bucket name');

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
export const tableName = (env: Environment, name: string): string =>
  required(env, name, /^[A-Za-z0-9_.-]{3,255}$/, 'table name');
