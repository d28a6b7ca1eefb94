import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lockDirectory, LockedError } from './lock.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';

describe('lockDirectory', () => {
  test('keeps a second cloud out until the first lets go', () => {
    const path = temporaryDirectory();
    const unlock = lockDirectory(path);
    expect(() => lockDirectory(path)).toThrow(LockedError);
    unlock();
    lockDirectory(path)();
    expect(existsSync(join(path, 'lock'))).toBe(false);
  });

  test('respects a running process, and takes over from a killed one', async () => {
    const path = temporaryDirectory();
    const source = `import('${new URL('./lock.ts', import.meta.url).href}').then(({ lockDirectory }) => {
      lockDirectory(${JSON.stringify(path)}); console.log('locked'); setInterval(() => {}, 1000);
    });`;
    const child = spawn(process.execPath, ['--conditions=@palisade/source', '--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(() => lockDirectory(path)).toThrow(`Process ${child.pid} already runs`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    lockDirectory(path)();
  });

  test('is not fooled by a lock that an earlier process with our number left', () => {
    const path = temporaryDirectory();
    writeFileSync(join(path, 'lock'), JSON.stringify({ pid: process.pid, started: '1' }));
    lockDirectory(path)();
  });

  test('takes over an unreadable lock', () => {
    const path = temporaryDirectory();
    writeFileSync(join(path, 'lock'), 'garbage');
    lockDirectory(path)();
  });
});
