import { existsSync, readFileSync, rmSync } from 'node:fs';
import { writePrivateFile } from '../../../kernel/private-file.ts';

/** A file that was delivered and is not in a digest yet. */
export interface DeliveredFile {
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  /** SHA-256 of the uncompressed content, hex. */
  readonly hash: string;
  /** Milliseconds since the epoch. */
  readonly oldest: number;
  readonly newest: number;
}

/** The digest a chain goes on from. */
export interface LastDigest {
  readonly bucket: string;
  readonly key: string;
  readonly hash: string;
  readonly signature: string;
  readonly end: number;
}

/** The running state of a trail: what happened to it, beside what the program says. Times are milliseconds since the epoch. */
export interface TrailStatus {
  /** What the program said last; StartLogging and StopLogging hold until it says something else. */
  readonly declaredLogging: boolean;
  readonly logging: boolean;
  readonly startedAt?: number;
  readonly stoppedAt?: number;
  readonly deliveredAt?: number;
  readonly deliveryError?: string | undefined;
  readonly attemptedAt?: number;
  readonly logsDeliveredAt?: number;
  readonly logsError?: string | undefined;
  readonly digestDeliveredAt?: number;
  readonly digestError?: string | undefined;
  readonly undigested: readonly DeliveredFile[];
  /** By region. */
  readonly digests: Readonly<Record<string, LastDigest>>;
  /** When log file validation began, the start of the first digests. */
  readonly validatedSince?: number | undefined;
}

export function readStatus(path: string): TrailStatus | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as TrailStatus) : undefined;
}

export function writeStatus(path: string, status: TrailStatus): void {
  writePrivateFile(path, `${JSON.stringify(status)}\n`);
}

export function removeStatus(path: string): void {
  rmSync(path, { force: true });
}
