import { hasCode, isMissing } from '../errors.ts';
import { closeSync, fsyncSync, linkSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './file-lock.ts';

/**
 * Replaces a file so that at every moment, power failure included, either the old or the new content is there whole. With
 * `backup`, the old content stays under that name.
 */
export function replaceFile(file: string, content: string, backup?: string): void {
  removeUnfinished(file);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFile(temporary, content);
    if (backup !== undefined) keepAs(file, backup);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncDirectory(dirname(file));
}

/** What a process that was killed while it wrote has left. */
function removeUnfinished(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    const pid = name.startsWith(basename(file)) && /^\.(\d+)\.tmp$/.exec(name.slice(basename(file).length))?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(dirname(file), name), { force: true });
  }
}

/** Makes a file, whole and durable, unless it exists. */
export function createFile(file: string, content: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFile(temporary, content);
    linkSync(temporary, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  syncDirectory(dirname(file));
}

function writeFile(file: string, content: string): void {
  const descriptor = openSync(file, 'w', 0o600);
  try {
    let rest = Buffer.from(content);
    while (rest.byteLength > 0) rest = rest.subarray(writeSync(descriptor, rest));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function keepAs(file: string, backup: string): void {
  rmSync(backup, { force: true });
  try {
    linkSync(file, backup);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

export function syncDirectory(directory: string): void {
  // Windows cannot open a directory.
  if (process.platform === 'win32') return;
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
