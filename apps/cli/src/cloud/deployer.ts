import { readFileSync } from 'node:fs';
import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';
import { awsCredentialsFile } from './profiles.ts';

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The deployer's key from `.palisade/aws/credentials`, which the cloud wrote on its first start. */
export function deployerKey(workspace: Workspace): AccessKey {
  const file = awsCredentialsFile(workspace);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new CliError(`${file} is not there: the local cloud has not been started yet. Run 'palisade up'.`);
  }
  const section = /\[deployer\]([^[]*)/.exec(text)?.[1] ?? '';
  const accessKeyId = /aws_access_key_id\s*=\s*(\S+)/.exec(section)?.[1];
  const secretAccessKey = /aws_secret_access_key\s*=\s*(\S+)/.exec(section)?.[1];
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new CliError(
      `${file} has no [deployer] profile with a key. Stop the cloud, remove the file and start it again.`,
    );
  }
  return { accessKeyId, secretAccessKey };
}
