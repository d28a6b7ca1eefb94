import { expect, test } from '@jest/globals';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openSandbox, temporaryDirectory } from './testing/command.ts';
import type { Sandbox } from './testing/command.ts';

/** Starts the command with a Node.js that takes itself for an older one. */
async function onNode(version: string): Promise<Sandbox> {
  const disguise = join(temporaryDirectory(), 'disguise.mjs');
  const versions = `{ value: { ...process.versions, node: '${version}' } }`;
  writeFileSync(disguise, `Object.defineProperty(process, 'versions', ${versions});`);
  const script = 'node=$1; shift; exec "$node" --import "$DISGUISE" "$@"';
  const sandbox = await openSandbox({ DISGUISE: pathToFileURL(disguise).href });
  return sandbox.with({
    environment: { DISGUISE: pathToFileURL(disguise).href },
    prefix: ['/bin/sh', '-c', script, 'sh'],
  });
}

const bundled = existsSync(join(import.meta.dirname, '../../../node_modules/.bin/node'));

test.each(['20.19.0', '22.17.9', '23.5.0'])(
  'on Node.js %s the bundled one takes over, or the message says what is needed',
  async (version) => {
    const { code, stdout, stderr } = await (await onNode(version)).run('doctor');
    if (bundled) {
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^ok +Node\.js v2[4-9]/);
    } else {
      expect(code).toBe(1);
      expect(stderr).toContain('palisade needs Node.js 22.18 or newer');
    }
  },
);

test.each(['22.18.0', '23.6.0', '24.0.0'])('Node.js %s runs the command itself', async (version) => {
  const { code, stdout } = await (await onNode(version)).run('doctor');
  expect(code).toBe(0);
  expect(stdout).toContain('ok      Node.js');
});

test('exit codes come back, and SIGTERM reaches the command that took over', async () => {
  const cloud = await onNode('20.19.0');
  expect((await cloud.run('nonsense')).code).toBe(1);
  const served = cloud.start('serve');
  if (bundled) {
    await served.says('listens on');
    expect(await cloud.cloudPid()).not.toBe(served.child.pid);
    served.child.kill('SIGTERM');
  }
  expect((await served.finished).code).toBe(bundled ? 0 : 1);
  expect(await cloud.cloudPid()).toBeUndefined();
});
