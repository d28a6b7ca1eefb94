import { takeRole, takeRoleWithMfa } from '../cloud/take-role.ts';
import type { Workspace } from '../workspace.ts';

export interface CredentialsOptions {
  readonly role: string;
  /** With the deployer's second factor. */
  readonly mfa?: boolean;
}

/** Answers an SDK's `credential_process`: takes the role as the deployer and prints what the SDK expects, and nothing else. */
export async function credentials(workspace: Workspace, { mfa, role }: CredentialsOptions): Promise<void> {
  const keys = mfa === true ? await takeRoleWithMfa(workspace, role) : await takeRole(workspace, role);
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
