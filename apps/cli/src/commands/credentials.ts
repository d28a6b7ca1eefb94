import { dropMfaSession, mfaSession } from '../cloud/mfa-session.ts';
import { askSts, type SessionKeys } from '../cloud/sts.ts';
import type { Workspace } from '../workspace.ts';

export interface CredentialsOptions {
  readonly role: string;
  /** With the deployer's second factor. */
  readonly mfa?: boolean;
}

/** Answers an SDK's `credential_process`: takes the role as the deployer and prints what the SDK expects, and nothing else. */
export async function credentials(workspace: Workspace, { mfa, role }: CredentialsOptions): Promise<void> {
  const keys = mfa === true ? await takeWithMfa(workspace, role) : await take(workspace, role);
  console.log(
    JSON.stringify({
      Version: 1,
      AccessKeyId: keys.accessKeyId,
      SecretAccessKey: keys.secretAccessKey,
      SessionToken: keys.sessionToken,
      Expiration: keys.expiration,
    }),
  );
}

const take = (workspace: Workspace, role: string, signer?: SessionKeys): Promise<SessionKeys> =>
  askSts(workspace, 'AssumeRole', { RoleArn: role, RoleSessionName: 'palisade' }, signer);

/** A kept session may be of another cloud than this one by now: then a new one is made, once. */
async function takeWithMfa(workspace: Workspace, role: string): Promise<SessionKeys> {
  try {
    return await take(workspace, role, await mfaSession(workspace));
  } catch (error) {
    if (!/InvalidClientTokenId|ExpiredToken/.test(String(error))) throw error;
    dropMfaSession(workspace);
    return take(workspace, role, await mfaSession(workspace));
  }
}
