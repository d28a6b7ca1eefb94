import { describe, expect, test } from '@jest/globals';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { exists, isAlive, openSandbox, until, writeProgram } from '../testing/command.ts';
import type { Sandbox } from '../testing/command.ts';

const up = (program: string): string[] => ['up', '--cwd', program, '--stack', 'dev'];

/** Root is bound by permissions only without the capability to override them. */
const bound = (sandbox: Sandbox): Sandbox =>
  process.getuid?.() === 0
    ? sandbox.with({ prefix: ['setpriv', '--bounding-set', '-dac_override,-dac_read_search'] })
    : sandbox;

describe('the home cannot be written', () => {
  test('because it is read-only: every command says so, and what to do', async () => {
    const cloud = bound(await openSandbox());
    mkdirSync(cloud.home, { mode: 0o500 });
    for (const args of [up(writeProgram('')), ['serve'], ['doctor']]) {
      const { code, stdout, stderr } = await cloud.run(...args);
      expect(code).toBe(1);
      expect(stdout + stderr).toMatch(/(cannot be written \(EACCES\)|is not writable by you).*PALISADE_HOME/);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
    chmodSync(cloud.home, 0o700);
    expect((await cloud.run(...up(writeProgram('')))).code).toBe(0);
  });

  test('because a file is in its place', async () => {
    const cloud = await openSandbox();
    writeFileSync(cloud.home, 'a file');
    const { code, stderr } = await cloud.run(...up(writeProgram('')));
    expect(code).toBe(1);
    expect(stderr).toMatch(/home cannot be written \(EEXIST\)/);
  });
});

test('the home is named by a relative path: the program, which runs elsewhere, is told where it is', async () => {
  const cloud = await openSandbox();
  const program = writeProgram('exports.home = process.env.PALISADE_HOME;');
  const { code, stdout } = await cloud
    .with({ environment: { PALISADE_HOME: relative(process.cwd(), cloud.home) } })
    .run(...up(program));
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`home +${cloud.home}\\n`));
});

test('the home is removed while the cloud runs: that cloud ends, and the next up starts afresh', async () => {
  const cloud = await openSandbox();
  const program = writeProgram('exports.ready = "yes";');
  expect((await cloud.run(...up(program))).code).toBe(0);
  const former = (await cloud.cloudPid()) ?? 0;
  rmSync(cloud.home, { recursive: true });
  const again = await cloud.run(...up(program));
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(again.stdout).toContain('2 created');
  await until(() => !isAlive(former));
  expect(await cloud.cloudPid()).not.toBe(former);
  expect(exists(join(cloud.home, 'control.json'))).toBe(true);
  expect((await cloud.run(...up(program))).stdout).toContain('Nothing to change');
});
