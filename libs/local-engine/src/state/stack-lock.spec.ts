import { afterEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryDirectory } from '../testing/run-test-program.ts';
import { lockStack, StackLockedError } from './stack-lock.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Another process that takes the lock and keeps it until it is killed. */
async function holdElsewhere(file: string): Promise<ChildProcess> {
  const module = pathToFileURL(join(import.meta.dirname, 'stack-lock.ts')).href;
  const script = `const { lockStack } = await import('${module}'); lockStack('${file}', 'dev'); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

describe('while another process holds the lock', () => {
  test('a second one is told who has it, and takes it over once that process is dead', async () => {
    const directory = temporaryDirectory();
    const file = join(directory, 'dev.lock');
    const child = await holdElsewhere(file);
    expect(() => lockStack(file, 'dev')).toThrow(StackLockedError);
    expect(() => lockStack(file, 'dev')).toThrow(
      `Another run is working on the stack dev (process ${child.pid}). Wait for it to finish.`,
    );

    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = lockStack(file, 'dev');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe('this process', () => {
  test('holds a lock once and can take it again after releasing it', () => {
    const file = join(temporaryDirectory(), 'dev.lock');
    const lock = lockStack(file, 'dev');
    expect(() => lockStack(file, 'dev')).toThrow(StackLockedError);
    lock.release();
    lock.release();
    lockStack(file, 'dev').release();
    expect(existsSync(file)).toBe(false);
  });

  test.each<[string, string]>([
    ['of a pid that belongs to another process by now', JSON.stringify({ pid: process.pid, started: '1' })],
    ['that is no lock', 'hello'],
    ['that is empty', ''],
  ])('takes over a file %s', (_, content) => {
    const file = join(temporaryDirectory(), 'dev.lock');
    writeFileSync(file, content);
    const lock = lockStack(file, 'dev');
    expect(() => lockStack(file, 'dev')).toThrow(StackLockedError);
    lock.release();
  });

  test('does not remove a lock that is not its own any more', () => {
    const file = join(temporaryDirectory(), 'dev.lock');
    const lock = lockStack(file, 'dev');
    writeFileSync(file, JSON.stringify({ pid: 1, started: '0' }));
    lock.release();
    expect(existsSync(file)).toBe(true);
  });
});

// Only Linux tells the state of somebody else's process, so only there is it a rule.
if (process.platform === 'linux') {
  test('a holder that is dead but not yet buried by its parent is taken over', async () => {
    const file = join(temporaryDirectory(), 'dev.lock');
    // The shell becomes something that never asks for the end of its child; killed after that, the child stays a zombie.
    const parent = spawn('sh', ['-c', 'sleep 30 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(parent);
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    const stat = (): readonly string[] => {
      const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return text.slice(text.lastIndexOf(')') + 2).split(' ');
    };
    const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    while (readFileSync(`/proc/${parent.pid}/comm`, 'utf8') !== 'sleep\n') await soon();
    process.kill(pid, 'SIGKILL');
    while (stat()[0] !== 'Z') await soon();
    writeFileSync(file, JSON.stringify({ pid, started: stat()[19] }));
    lockStack(file, 'dev').release();
    expect(existsSync(file)).toBe(false);
  });
}
