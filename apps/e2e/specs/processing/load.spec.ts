import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';

const root = join(import.meta.dirname, '../../../..');

// In a local cloud of its own, which nobody else misses when it is killed. `npm run load` is the same with 10,000.
test('300 documents, and the cloud is killed in the middle: each is in the table once, at the end it must come to', async () => {
  const options = ['--documents', '300', '--kills', '1', '--outages', '0'];
  const load = [join(root, 'tools/load/main.ts'), ...options];
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@palisade/source', ...load], {
    cwd: root,
  });
  expect(JSON.parse(stdout)).toMatchObject({
    documents: 300,
    accepted: 300,
    processed: 270,
    failed: 30,
    deadLetters: 0,
    faults: 1,
    problems: 0,
  });
});
