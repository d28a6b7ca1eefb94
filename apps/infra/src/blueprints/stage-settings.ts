import type { ConfigReader, IntegerQuestion } from '../config-reader.ts';

/** Retention of logs that an audit looks back 90 days into: what CloudWatch Logs accepts up to two years. */
export const auditRetentions = ['90', '120', '150', '180', '365', '400', '545', '731'] as const;

/** Asks for the name of an API's stage. */
export function readStageName(reader: ConfigReader, fallback: string): string {
  return reader.text('palisade:stageName', {
    pattern: /^[A-Za-z0-9_-]{1,128}$/,
    must: '1 to 128 letters, digits, hyphens or underscores',
    example: fallback,
    fallback,
  });
}

/** Asks for what all clients of a stage together may send. */
export function readThrottle(
  reader: ConfigReader,
  { burst, rate }: { readonly rate: number; readonly burst: number },
): { readonly rate: number; readonly burst: number } {
  return {
    rate: reader.integer('palisade:throttleRate', requestsPerSecond(rate)),
    burst: reader.integer('palisade:throttleBurst', requests(burst)),
  };
}

/** How long a stack keeps what is looked back at, in days. */
export interface AuditKeeping {
  readonly logRetentionDays: number;
  /** Of a replaced or deleted version of a document. */
  readonly documentVersionDays: number;
  readonly accessLogDays: number;
  readonly trailDays: number;
}

/** Asks for how long a stack with a trail keeps what is looked back at. */
export function readAuditKeeping(reader: ConfigReader): AuditKeeping {
  return {
    logRetentionDays: Number(reader.choice('palisade:logRetentionDays', auditRetentions, '90')),
    documentVersionDays: reader.integer('palisade:documentVersionDays', days(90)),
    accessLogDays: reader.integer('palisade:accessLogDays', days(365)),
    trailDays: reader.integer('palisade:trailDays', days(731)),
  };
}

/** Whom a topic tells by mail. */
export const emails = { pattern: /^[^\s@]+@[^\s@]+$/, must: 'email addresses', example: 'operations@example.com' };

/** Asks for the concurrency a function has for itself. */
export function readReservedConcurrency(reader: ConfigReader): number {
  return reader.integer('palisade:reservedConcurrency', {
    min: 0,
    max: 10_000,
    fallback: 0,
    must: '0 (none reserved) to 10000, and 100 less than the account allows',
  });
}

/** Asks for the network of a VPC. */
export function readVpcCidr(reader: ConfigReader, fallback: string): string {
  return reader.text('palisade:vpcCidr', {
    pattern: /^10\.(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])\.0\.0\/16$/,
    must: 'a /16 network in 10.0.0.0/8',
    example: fallback,
    fallback,
  });
}

export function requestsPerSecond(fallback: number): IntegerQuestion {
  return { min: 1, max: 10_000, fallback, must: '1 to 10000 requests per second' };
}

export function requests(fallback: number): IntegerQuestion {
  return { min: 1, max: 5_000, fallback, must: '1 to 5000 requests' };
}

/** How long something is kept. */
export function days(fallback: number): IntegerQuestion {
  return { min: 1, max: 3650, fallback, must: '1 to 3650 days' };
}
