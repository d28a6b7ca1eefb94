import { expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSandbox, writeProgram } from '../testing/command.ts';

const up = (program: string, stack = 'dev'): string[] => ['up', '--cwd', program, '--stack', stack];

test('three stacks come up at the same time in a home that has no cloud yet: all succeed, with one cloud', async () => {
  const cloud = await openSandbox();
  const runs = await Promise.all(['one', 'two', 'three'].map((stack) => cloud.run(...up(writeProgram(''), stack))));
  for (const { code, stderr } of runs) expect([code, stderr]).toEqual([0, '']);
  expect(readFileSync(join(cloud.home, 'lock'), 'utf8')).toContain(String(await cloud.cloudPid()));
});

test('two runs on one stack: the second one is told who works on it, and another stack is not held up', async () => {
  const cloud = await openSandbox();
  const slow = writeProgram(`
    const fs = require('node:fs');
    console.log('started');
    const gone = () => new Promise((resolve) => setTimeout(() => resolve(fs.existsSync(__dirname + '/go') ? {} : gone()), 5));
    module.exports = gone();`);
  const first = cloud.start(...up(slow));
  await first.says('started');
  const [second, destroy, other] = await Promise.all([
    cloud.run(...up(slow)),
    cloud.run('destroy', '--cwd', slow, '--stack', 'dev'),
    cloud.run(...up(writeProgram(''), 'other')),
  ]);
  for (const { code, stderr } of [second, destroy]) {
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`Another run is working on the stack dev \\(process ${first.child.pid}\\)`));
  }
  expect(other.code).toBe(0);
  writeFileSync(join(slow, 'go'), '');
  expect((await first.finished).code).toBe(0);
});

test('a cloud that was started from other sources is replaced, and its stacks are kept', async () => {
  const cloud = await openSandbox();
  const program = writeProgram('');
  expect((await cloud.run(...up(program))).code).toBe(0);
  const pid = await cloud.cloudPid();
  expect((await cloud.run(...up(program))).code).toBe(0);
  expect(await cloud.cloudPid()).toBe(pid);

  await cloud.run('stop');
  const former = cloud.startFrom('former', 'serve');
  await former.says('The local cloud listens');
  expect((await cloud.run(...up(program))).stdout).toContain('Nothing to change');
  expect((await former.finished).code).toBe(0);
  expect(await cloud.cloudPid()).not.toBe(former.child.pid);
});
