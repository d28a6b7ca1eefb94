import { existsSync, readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { writePrivateFile } from '../../kernel/private-file.ts';
import { newAccessKeyId, newSecretAccessKey } from './keys.ts';

/** A long-term key of an IAM user. */
export interface UserKey {
  readonly user: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The user everybody starts as: an administrator that is not the account's root user. */
export const DEPLOYER = 'deployer';

/** Reads the keys in `aws/credentials`, making the deployer's and the file on first start. One profile is one IAM user. */
export function openUserKeys(root: string, region: string): readonly UserKey[] {
  const path = join(root, 'aws', 'credentials');
  const keys = existsSync(path) ? parseCredentials(readFileSync(path, 'utf8')) : [];
  if (!keys.some(({ user }) => user === DEPLOYER)) {
    keys.unshift({ user: DEPLOYER, accessKeyId: newAccessKeyId('AKIA'), secretAccessKey: newSecretAccessKey() });
    writePrivateFile(path, keys.map(formatKey).join('\n'));
  }
  const config = join(root, 'aws', 'config');
  if (!existsSync(config)) {
    writePrivateFile(config, keys.map(({ user }) => formatProfile(user, region, join(root, 'ca.pem'))).join('\n'));
  }
  return keys;
}

/** 32 random bytes that seal session tokens, made on first start. */
export function openSessionKey(root: string): Buffer {
  const path = join(root, 'aws', 'session.key');
  if (existsSync(path)) {
    const key = readFileSync(path);
    if (key.length !== 32)
      throw new Error(
        `${path} must hold 32 bytes and holds ${key.length}. Delete it to make a new one; sessions end then.`,
      );
    return key;
  }
  const key = randomBytes(32);
  writePrivateFile(path, key);
  return key;
}

/** boto3 and the AWS CLI presign with Signature Version 2 unless told otherwise, which no region but the oldest ones accepts. */
function formatProfile(user: string, region: string, authority: string): string {
  return `[profile ${user}]\nregion = ${region}\nca_bundle = ${authority}\ns3 =\n    signature_version = s3v4\n`;
}

function formatKey({ user, accessKeyId, secretAccessKey }: UserKey): string {
  return `[${user}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
}

function parseCredentials(text: string): UserKey[] {
  const keys: UserKey[] = [];
  for (const section of text.split(/^(?=\s*\[)/m)) {
    const user = /^\s*\[([^\]]+)\]/.exec(section)?.[1]?.trim();
    const accessKeyId = /^\s*aws_access_key_id\s*=\s*(\S+)/m.exec(section)?.[1];
    const secretAccessKey = /^\s*aws_secret_access_key\s*=\s*(\S+)/m.exec(section)?.[1];
    // Profiles with a session token are sessions somebody stored there, not users of this cloud.
    if (user && accessKeyId?.startsWith('AKIA') && secretAccessKey) keys.push({ user, accessKeyId, secretAccessKey });
  }
  return keys;
}
