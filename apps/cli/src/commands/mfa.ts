import { freshMfaCode } from '../cloud/mfa.ts';
import type { Workspace } from '../workspace.ts';

/**
 * Prints the serial number of the deployer's MFA device and a code for it, or the code alone. A code is good for once, so when
 * those of this half minute are used up, it waits for the next.
 */
export async function mfa(workspace: Workspace, options: { readonly code?: boolean }): Promise<void> {
  const { code, serialNumber } = await freshMfaCode(workspace);
  if (options.code === true) return void console.log(code);
  console.log(`serial number  ${serialNumber}`);
  console.log(`token code     ${code}`);
}
