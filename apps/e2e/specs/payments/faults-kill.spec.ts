import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';

const root = join(import.meta.dirname, '../../../..');

// In a local cloud of its own, which nobody else misses when it is killed.
test('300 payments, 20 at a time, and the cloud is killed in the middle: each is there once, as it was acknowledged', async () => {
  const load = [join(root, 'tools/load/payments/main.ts'), '--payments', '300', '--concurrency', '20', '--kills', '1'];
  const started = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@palisade/source', ...load], {
    cwd: root,
  });
  const summary = JSON.parse(stdout) as { sentAgain: number };
  expect(summary).toMatchObject({ payments: 300, acknowledged: 300, kills: 1, problems: 0 });
  // Those whose answer the kill took with it.
  expect(summary.sentAgain).toBeGreaterThan(0);
  expect(performance.now() - started).toBeLessThan(240_000);
});
