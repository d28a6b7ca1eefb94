import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const made: string[] = [];

/**
 * An empty directory that is removed when all tests of the spec file have run. What has files open in it is closed by then: in the
 * test itself or in `afterEach`.
 */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'palisade-'));
  made.push(directory);
  return directory;
}

afterAll(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});
