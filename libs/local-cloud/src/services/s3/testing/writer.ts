import { openStore, write } from './stores.ts';

/** Writes objects until it is killed, telling each key once it is stored: small ones, and every tenth in a file of its own. */
const [directory = ''] = process.argv.slice(2);
const store = openStore(directory);

async function work(worker: number): Promise<void> {
  for (let i = 0; ; i++) {
    const key = `${worker}/${i}`;
    const body = Buffer.alloc(i % 10 === 9 ? 1.2 * 2 ** 20 : 200);
    body.write(key);
    await store.put(write(key, body), body);
    process.stdout.write(`${key}\n`);
  }
}

await Promise.all(Array.from({ length: 4 }, (_, worker) => work(worker)));
