import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../../../kernel/private-file.ts';

/** The pair that signs digests. AWS has one for each region; here one serves all. */
export interface DigestKey {
  readonly privateKey: KeyObject;
  /** PKCS #1, DER: what ListPublicKeys answers. */
  readonly publicDer: Buffer;
  /** MD5 of that, hex. */
  readonly fingerprint: string;
  /** Milliseconds since the epoch. */
  readonly validFrom: number;
}

/** Reads the pair of the account, or undefined before the first digest was made. */
export function readDigestKey(directory: string): DigestKey | undefined {
  const path = pathIn(directory);
  if (!existsSync(path)) return undefined;
  const { pem, validFrom } = JSON.parse(readFileSync(path, 'utf8')) as { pem: string; validFrom: number };
  const privateKey = createPrivateKey(pem);
  const publicDer = createPublicKey(privateKey).export({ type: 'pkcs1', format: 'der' });
  return { privateKey, publicDer, fingerprint: hash('md5', publicDer, 'hex'), validFrom };
}

/** Reads the pair or makes it. `now` is milliseconds since the epoch. */
export function openDigestKey(directory: string, now: number): DigestKey {
  const existing = readDigestKey(directory);
  if (existing !== undefined) return existing;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  writePrivateFile(pathIn(directory), JSON.stringify({ pem, validFrom: now }));
  return readDigestKey(directory) as DigestKey;
}

/** `SHA256withRSA`, hex. */
export const signDigest = (text: string, { privateKey }: DigestKey): string =>
  sign('sha256', Buffer.from(text), privateKey).toString('hex');

const pathIn = (directory: string): string => join(directory, 'digest-key.json');
