import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '@palisade/local-cloud';
import type { Workspace } from '../workspace.ts';
import { isRecord } from './control-client.ts';
import { freshMfaCode } from './mfa.ts';
import { askSts, type SessionKeys } from './sts.ts';

/** Trust policies ask for a second factor of the last hour. */
const LIFETIME_SECONDS = 3600;
const MARGIN_MS = 60_000;

const fileOf = ({ home }: Workspace): string => join(home, 'aws', 'mfa-session.json');

/**
 * A session of the deployer with a second factor. It is kept for its hour, as the AWS CLI keeps such sessions: a code is good for
 * once, and tools ask for credentials often.
 */
export async function mfaSession(workspace: Workspace): Promise<SessionKeys> {
  const kept = readKept(workspace);
  if (kept !== undefined) return kept;
  const { code, serialNumber } = await freshMfaCode(workspace);
  const session = await askSts(workspace, 'GetSessionToken', {
    SerialNumber: serialNumber,
    TokenCode: code,
    DurationSeconds: String(LIFETIME_SECONDS),
  });
  writePrivateFile(fileOf(workspace), `${JSON.stringify(session)}\n`);
  return session;
}

/** Forgets the kept session, which the cloud no longer takes. */
export function dropMfaSession(workspace: Workspace): void {
  rmSync(fileOf(workspace), { force: true });
}

function readKept(workspace: Workspace): SessionKeys | undefined {
  let kept: unknown;
  try {
    kept = JSON.parse(readFileSync(fileOf(workspace), 'utf8'));
  } catch {
    return undefined;
  }
  const isWhole =
    isRecord(kept) &&
    ['accessKeyId', 'secretAccessKey', 'sessionToken', 'expiration'].every((name) => typeof kept[name] === 'string');
  if (!isWhole) return undefined;
  const session = kept as unknown as SessionKeys;
  return Date.parse(session.expiration) - MARGIN_MS > Date.now() ? session : undefined;
}
