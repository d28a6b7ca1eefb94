import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openSandbox, writeProgram, type Sandbox } from '../testing/command.ts';

const role = ['arn:aws:iam:', '111122223333', 'role/guarded'].join(':');
const program = `
new aws.iam.Role('guarded', { name: 'guarded', assumeRolePolicy: { Version: '2012-10-17', Statement: [{
  Sid: 'Trust', Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::111122223333:user/deployer' },
  Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } },
}] } }, { provider });
`;

test('before the first start there is no device', async () => {
  const { code, stderr } = await (await openSandbox()).run('mfa');
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("Run 'palisade up'") });
});

describe('a role that wants a second factor', () => {
  let cloud: Sandbox;
  beforeAll(async () => {
    cloud = await openSandbox();
    expect((await cloud.run('up', '--cwd', writeProgram(program), '--stack', 'dev')).code).toBe(0);
  });

  const credentials = (...options: string[]) => cloud.run('credentials', ...options, '--role', role);

  test('is taken with a code of the device, which never shows its secret', async () => {
    const [shown, code] = await Promise.all([cloud.run('mfa'), cloud.run('mfa', '--code')]);
    expect(shown.stdout).toMatch(/serial number {2}arn:aws:iam::111122223333:mfa\/deployer\ntoken code {5}\d{6}\n/);
    expect(code.stdout).toMatch(/^\d{6}\n$/);
    const { secret } = JSON.parse(readFileSync(join(cloud.home, 'aws/mfa.json'), 'utf8')) as { secret: string };
    expect(shown.stdout + code.stdout).not.toContain(secret);
    expect(readFileSync(join(cloud.home, 'cloud.log'), 'utf8')).not.toContain(secret);
  });

  test('is taken by an SDK as often as it likes: one code serves for an hour', async () => {
    for (const _ of [1, 2, 3]) {
      const { code, stderr, stdout } = await credentials('--mfa');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({ Version: 1, AccessKeyId: expect.stringMatching(/^ASIA/) });
    }
    expect(statSync(join(cloud.home, 'aws/mfa-session.json')).mode & 0o777).toBe(0o600);
  });

  test('is not taken without', async () => {
    const { code, stderr, stdout } = await credentials();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('is not authorized to perform: sts:AssumeRole');
  });

  test('a kept session of a cloud that has new keys is made anew', async () => {
    expect((await credentials('--mfa')).code).toBe(0);
    expect((await cloud.run('stop')).code).toBe(0);
    rmSync(join(cloud.home, 'aws/session.key'));
    expect((await cloud.run('up', '--cwd', writeProgram(program), '--stack', 'dev')).code).toBe(0);
    expect((await credentials('--mfa')).code).toBe(0);
  });
});
