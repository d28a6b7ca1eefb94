import { randomBytes } from 'node:crypto';

/** `20260101T0005Z`, with seconds for digests. */
export function keyTime(at: number, seconds: boolean): string {
  const digits = new Date(at).toISOString().replace(/[-:]/g, '');
  return `${digits.slice(0, seconds ? 15 : 13)}Z`;
}

export interface KeyParts {
  /** '' without one. */
  readonly prefix: string;
  readonly accountId: string;
  readonly region: string;
  readonly at: number;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Source: AWS CloudTrail User Guide, "CloudTrail log file name format". */
export function logFileKey({ accountId, at, prefix, region }: KeyParts): string {
  const unique = Array.from(randomBytes(16), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return (
    `${folder(prefix, accountId, 'CloudTrail', region, at)}/` +
    `${accountId}_CloudTrail_${region}_${keyTime(at, false)}_${unique}.json.gz`
  );
}

/** Source: AWS CloudTrail User Guide, "CloudTrail digest file structure", "Digest file naming". */
export function digestKey(
  { accountId, at, prefix, region }: KeyParts,
  trail: { readonly name: string; readonly homeRegion: string },
): string {
  return (
    `${folder(prefix, accountId, 'CloudTrail-Digest', region, at)}/` +
    `${accountId}_CloudTrail-Digest_${region}_${trail.name}_${trail.homeRegion}_${keyTime(at, true)}.json.gz`
  );
}

/** What a bucket policy names: everything of the account below the prefix. */
export const accountFolder = (prefix: string, accountId: string): string =>
  `${prefix === '' ? '' : `${prefix}/`}AWSLogs/${accountId}`;

function folder(prefix: string, accountId: string, kind: string, region: string, at: number): string {
  const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${accountFolder(prefix, accountId)}/${kind}/${region}/${day}`;
}
