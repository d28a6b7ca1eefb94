import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatArn } from '@palisade/policies';
import type { MfaOutcome, MfaPresentation } from '../../kernel/host.ts';
import { writePrivateFile } from '../../kernel/private-file.ts';
import { toBase32, totpCode, totpStep, TOTP_PERIOD } from '../../kernel/totp.ts';
import { DEPLOYER } from './files.ts';

/** The deployer's virtual MFA device, as `aws/mfa.json` keeps it. */
export interface MfaDevice {
  /** `arn:aws:iam::ACCOUNT:mfa/deployer` */
  readonly serialNumber: string;
  /** Base 32, for an authenticator app. */
  readonly secret: string;
  /** Period of the last code that was accepted: neither it nor an earlier one is taken again. */
  readonly lastStep: number;
}

export interface MfaOptions {
  /** The `.palisade` directory. */
  readonly root: string;
  readonly partition: string;
  readonly accountId: string;
}

/** A clock may be wrong by one period. Source: RFC 6238, section 5.2. */
const TOLERANCE = 1;

export const mfaDeviceFile = (root: string): string => join(root, 'aws', 'mfa.json');

/** The device of a workspace; undefined before the first start of its cloud. Throws if the file is damaged. */
export function readMfaDevice(root: string): MfaDevice | undefined {
  const path = mfaDeviceFile(root);
  if (!existsSync(path)) return undefined;
  const device = parse(readFileSync(path, 'utf8'));
  if (device === undefined)
    throw new Error(
      `${path} does not describe an MFA device. Delete it and start the cloud again to get a new device.`,
    );
  return device;
}

/** The first code that will be accepted, and in how many milliseconds. */
export function nextMfaCode({ secret, lastStep }: MfaDevice, now: number): { readonly code: string; wait: number } {
  const step = Math.max(totpStep(now), lastStep + 1);
  return { code: totpCode(secret, step), wait: Math.max(0, (step - TOLERANCE) * TOTP_PERIOD * 1000 - now) };
}

/** The virtual MFA device of the deployer, made on first start. Each code is good for once. */
export class DeployerMfa {
  readonly #options: MfaOptions;
  #device: MfaDevice;

  constructor(options: MfaOptions) {
    const { root, partition, accountId: account } = options;
    this.#options = options;
    const serialNumber = formatArn({ partition, service: 'iam', region: '', account, resource: `mfa/${DEPLOYER}` });
    const known = readMfaDevice(root);
    if (known?.serialNumber === serialNumber) this.#device = known;
    else this.#device = this.#save({ serialNumber, secret: toBase32(randomBytes(40)), lastStep: 0 });
  }

  /** Takes a code; what AWS says about another than `accepted` is for the caller to say. */
  present({ principal, serialNumber, tokenCode, now }: MfaPresentation): MfaOutcome {
    const mine = principal.kind === 'user' && principal.arn.endsWith(`:user/${DEPLOYER}`);
    if (!mine || serialNumber !== this.#device.serialNumber) return 'unknown-device';
    const step = this.#stepOf(tokenCode, totpStep(now));
    if (step === undefined) return 'invalid-code';
    this.#device = this.#save({ ...this.#device, lastStep: step });
    return 'accepted';
  }

  #stepOf(code: string, current: number): number | undefined {
    for (let step = current - TOLERANCE; step <= current + TOLERANCE; step++) {
      if (step > this.#device.lastStep && equal(code, totpCode(this.#device.secret, step))) return step;
    }
    return undefined;
  }

  /** On disk before the code counts as used: a restart must not make it good again. */
  #save(device: MfaDevice): MfaDevice {
    writePrivateFile(mfaDeviceFile(this.#options.root), `${JSON.stringify(device, undefined, 2)}\n`);
    return device;
  }
}

function equal(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function parse(text: string): MfaDevice | undefined {
  try {
    const { serialNumber, secret, lastStep } = JSON.parse(text) as Record<string, unknown>;
    return typeof serialNumber === 'string' &&
      typeof secret === 'string' &&
      /^[A-Z2-7]{26,}$/.test(secret) &&
      typeof lastStep === 'number'
      ? { serialNumber, secret, lastStep }
      : undefined;
  } catch {
    return undefined;
  }
}
