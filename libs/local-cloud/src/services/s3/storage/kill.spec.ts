import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openStore } from '../testing/stores.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';

const writer = fileURLToPath(new URL('../testing/writer.ts', import.meta.url));

test('a process killed in the middle of writing has lost nothing it acknowledged', async () => {
  const directory = temporaryDirectory();
  const child = spawn(process.execPath, ['--conditions=@palisade/source', writer, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === 400) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  expect(acknowledged.length).toBeGreaterThanOrEqual(400);
  const store = openStore(directory);
  for (const key of acknowledged) {
    const object = store.index.current(key);
    if (object?.deleteMarker !== false) throw new Error(`${key} was acknowledged and is gone`);
    expect((await store.read(object)).subarray(0, key.length).toString()).toBe(key);
    // Each is locked before it is acknowledged, by its writer or by a record of its own.
    expect(object.retention).toEqual({ mode: 'COMPLIANCE', until: Number(key.split('/')[1]) });
  }
  expect(store.hasObjectLock).toBe(true);
  await store.close();
});
