import { openStore, write } from './stores.ts';

/** Writes objects until it is killed, telling each key once it is stored: small ones, and every tenth in a file of its own; each is locked. */
const [directory = ''] = process.argv.slice(2);
const store = openStore(directory);
await store.create(0, true);

async function work(worker: number): Promise<void> {
  for (let i = 0; ; i++) {
    const key = `${worker}/${i}`;
    const body = Buffer.alloc(i % 10 === 9 ? 1.2 * 2 ** 20 : 200);
    body.write(key);
    const retention = { mode: 'COMPLIANCE', until: i } as const;
    const object = write(key, body);
    const attributes = { ...object.attributes, ...(i % 2 === 0 && { retention }) };
    const name = await store.put({ ...object, attributes }, body);
    if (i % 2 === 1) await store.lock(name, () => ({ retention }));
    process.stdout.write(`${key}\n`);
  }
}

await Promise.all(Array.from({ length: 4 }, (_, worker) => work(worker)));
