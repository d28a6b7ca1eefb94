import { beforeAll, expect, test } from '@jest/globals';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSandbox, writeProgram } from '../testing/command.ts';
import type { Sandbox } from '../testing/command.ts';

let cloud: Sandbox;
let program: string;
beforeAll(async () => {
  cloud = await openSandbox();
  program = writeProgram("new aws.s3.Bucket('data', { bucket: 'specs-data' }, { provider });");
  expect((await cloud.run('up', '--cwd', program, '--stack', 'dev')).code).toBe(0);
});

test.each([
  ['throws', "throw new Error('out of order');", 'out of order'],
  ['rejects', "module.exports = Promise.reject(new Error('not today'));", 'not today'],
  ['exits', 'process.exit(7);', 'exit code 7'],
  ['exits as if nothing were wrong', 'process.exit(0);', 'does it call process.exit?'],
  ['is killed', "process.kill(process.pid, 'SIGKILL');", 'ended by SIGKILL'],
  ['does not compile', 'const = 1;', 'SyntaxError'],
])('a program that %s changes nothing, and leaves nothing but its message', async (_, source, message) => {
  const state = join(cloud.home, 'state');
  const before = readFileSync(join(state, 'dev.json'), 'utf8');
  const files = readdirSync(state);
  writeFileSync(join(program, 'index.js'), source);
  const { code, stderr } = await cloud.run('up', '--cwd', program, '--stack', 'dev');
  expect(code).toBe(1);
  expect(stderr).toContain('Nothing was changed');
  expect(stderr).toContain(message);
  expect(readFileSync(join(state, 'dev.json'), 'utf8')).toBe(before);
  expect(readdirSync(state)).toEqual(files);
});
