import { setTimeout as pause } from 'node:timers/promises';
import { nextMfaCode, readMfaDevice } from '@palisade/local-cloud';
import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';

export interface MfaCode {
  /** ARN of the device. */
  readonly serialNumber: string;
  /** Six digits, not used before. */
  readonly code: string;
}

/** What the deployer's virtual MFA device shows next; waits, at most half a minute, until it does. */
export async function freshMfaCode(workspace: Workspace): Promise<MfaCode> {
  const device = readMfaDevice(workspace.home);
  if (device === undefined) {
    throw new CliError(`There is no MFA device yet: the cloud makes it on its first start. Run 'palisade up'.`);
  }
  const { code, wait } = nextMfaCode(device, Date.now());
  if (wait > 0) {
    console.error(`Waiting ${Math.ceil(wait / 1000)} s for a code that has not been used yet.`);
    await pause(wait);
  }
  return { code, serialNumber: device.serialNumber };
}
