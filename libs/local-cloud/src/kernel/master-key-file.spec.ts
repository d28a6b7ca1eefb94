import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryDirectory } from '../testing/temporary-directory.ts';
import { openMasterKey } from './master-key-file.ts';

describe('the master key of a directory', () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = join(temporaryDirectory(), 'service');
    path = join(directory, 'master.key');
  });

  test('is made once, for its owner only', () => {
    const key = openMasterKey(directory);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(openMasterKey(directory).equals(key)).toBe(true);
  });

  test('is made by the next process when one was killed in the middle of it', () => {
    const fresh = temporaryDirectory();
    // What a kill between writing and renaming leaves.
    writeFileSync(join(fresh, 'master.key.new'), 'half');
    const key = openMasterKey(fresh);
    expect(readFileSync(join(fresh, 'master.key'))).toEqual(key.export());
  });

  test('is never made anew beside data, nor used when it is cut short', () => {
    openMasterKey(directory);
    writeFileSync(path, 'short');
    expect(() => openMasterKey(directory)).toThrow('holds 5 bytes instead of 32');
    const lost = temporaryDirectory();
    writeFileSync(join(lost, 'data.journal'), '');
    writeFileSync(join(lost, 'master.key.new'), 'half');
    expect(() => openMasterKey(lost)).toThrow('is missing, but there is data beside it');
  });
});
