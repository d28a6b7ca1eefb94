import { statSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { MfaPresentation } from '../../kernel/host.ts';
import { totpCode, totpStep } from '../../kernel/totp.ts';
import { DeployerMfa, mfaDeviceFile, nextMfaCode, readMfaDevice, type MfaDevice } from './mfa-device.ts';
import { temporaryDirectory } from '../../testing/temporary-directory.ts';

const accountId = '123456789012';
const now = Date.UTC(2026, 0, 1);
const deployer: MfaPresentation['principal'] = {
  kind: 'user',
  accountId,
  arn: 'arn:aws:iam::123456789012:user/deployer',
  principalArn: 'arn:aws:iam::123456789012:user/deployer',
  userId: 'AIDA',
  accessKeyId: 'AKIA',
};

let root: string;
const open = (): DeployerMfa => new DeployerMfa({ root, partition: 'aws', accountId });
const device = (): MfaDevice => readMfaDevice(root) as MfaDevice;
const shown = (tokenCode: string, change: Partial<MfaPresentation> = {}): MfaPresentation => ({
  principal: deployer,
  serialNumber: 'arn:aws:iam::123456789012:mfa/deployer',
  tokenCode,
  now,
  ...change,
});
const codeAt = (at: number): string => totpCode(device().secret, totpStep(at));

beforeEach(() => {
  root = temporaryDirectory();
});

describe('the device', () => {
  test('is made on first start, for its owner only, and kept', () => {
    expect(readMfaDevice(root)).toBeUndefined();
    open();
    const made = device();
    expect(made.secret).toMatch(/^[A-Z2-7]{64}$/);
    expect(statSync(mfaDeviceFile(root)).mode & 0o777).toBe(0o600);
    open();
    expect(device()).toEqual(made);
  });

  test('a damaged file is not overwritten', () => {
    open();
    writeFileSync(mfaDeviceFile(root), '{"secret":1}');
    expect(open).toThrow('does not describe an MFA device');
  });
});

describe('a code', () => {
  test.each([
    ['of this period', 0, 'accepted'],
    ['of the one before', -30_000, 'accepted'],
    ['of the next one', 30_000, 'accepted'],
    ['older than that', -60_000, 'invalid-code'],
    ['later than that', 60_000, 'invalid-code'],
  ])('%s: %d ms away is %s', (_, away, outcome) => {
    const mfa = open();
    expect(mfa.present(shown(codeAt(now + away)))).toBe(outcome);
  });

  test('is good for once, also after a restart, and so is none before it', () => {
    const mfa = open();
    expect(mfa.present(shown(codeAt(now)))).toBe('accepted');
    expect(mfa.present(shown(codeAt(now)))).toBe('invalid-code');
    expect(open().present(shown(codeAt(now)))).toBe('invalid-code');
    expect(open().present(shown(codeAt(now - 30_000)))).toBe('invalid-code');
    expect(open().present(shown(codeAt(now + 30_000)))).toBe('accepted');
  });

  test('a wrong one does not use up the right one', () => {
    const mfa = open();
    const wrong = String((Number(codeAt(now)) + 1) % 1_000_000).padStart(6, '0');
    expect(mfa.present(shown(wrong))).toBe('invalid-code');
    expect(mfa.present(shown(codeAt(now)))).toBe('accepted');
  });

  test('proves nothing for another device, another user or a role session', () => {
    const mfa = open();
    const others: Partial<MfaPresentation>[] = [
      { serialNumber: 'arn:aws:iam::123456789012:mfa/other' },
      { principal: { ...deployer, arn: 'arn:aws:iam::123456789012:user/other' } },
      { principal: { ...deployer, kind: 'assumed-role' } },
      { principal: { kind: 'anonymous' } },
    ];
    for (const other of others) expect(mfa.present(shown(codeAt(now), other))).toBe('unknown-device');
    expect(mfa.present(shown(codeAt(now)))).toBe('accepted');
  });
});

test('the next code is one that will be accepted, once it is waited for', () => {
  const mfa = open();
  for (const at of [now, now, now]) {
    const { code, wait } = nextMfaCode(device(), at);
    expect(wait).toBeLessThanOrEqual(30_000);
    expect(mfa.present(shown(code, { now: at + wait }))).toBe('accepted');
  }
  // The third had to wait: the codes of this period and of the next were used.
  expect(device().lastStep).toBe(totpStep(now) + 2);
});
