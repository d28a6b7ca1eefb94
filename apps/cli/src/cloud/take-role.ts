import type { Workspace } from '../workspace.ts';
import { dropMfaSession, mfaSession } from './mfa-session.ts';
import { askSts, type SessionKeys } from './sts.ts';

/** A session of the role, taken as the deployer. */
export const takeRole = (workspace: Workspace, role: string, signer?: SessionKeys): Promise<SessionKeys> =>
  askSts(workspace, 'AssumeRole', { RoleArn: role, RoleSessionName: 'palisade' }, signer);

/**
 * The same, with the deployer's second factor. A kept session may be of another cloud than this one by now: then a new one is made,
 * once.
 */
export async function takeRoleWithMfa(workspace: Workspace, role: string): Promise<SessionKeys> {
  try {
    return await takeRole(workspace, role, await mfaSession(workspace));
  } catch (error) {
    if (!/InvalidClientTokenId|ExpiredToken/.test(String(error))) throw error;
    dropMfaSession(workspace);
    return takeRole(workspace, role, await mfaSession(workspace));
  }
}
