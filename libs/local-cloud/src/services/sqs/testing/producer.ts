import { createScheduler } from '../../../kernel/scheduler.ts';
import { systemClock } from '../../../kernel/clock.ts';
import type { Host } from '../../../kernel/host.ts';
import { openJournal } from '../../../kernel/journal.ts';
import { Queue } from '../queue/queue.ts';
import { plainQueue } from './plain-queue.ts';

/** Sends, receives and deletes until it is killed; tells each step once it is acknowledged. */
const [path = ''] = process.argv.slice(2);
const host = {
  clock: systemClock,
  scheduler: createScheduler(systemClock, console.error),
  openJournal,
  log: console.error,
} as unknown as Host;
const queue = new Queue(host, path, plainQueue);

async function work(worker: number): Promise<void> {
  for (let at = 0; ; at++) {
    const id = `${worker}-${at}`;
    const bytes = Buffer.alloc(at % 10 === 9 ? 100_000 : 100, id);
    await queue.send({ id, sealed: { key: undefined, bytes }, sentAt: Date.now(), senderId: 'x', delay: 0 });
    process.stdout.write(`sent ${id}\n`);
    if (at % 3 !== 0) continue;
    const [delivery] = await queue.receive({
      max: 1,
      visibilityTimeout: 3_600_000,
      wait: 0,
      open: () => ({ body: '', attributes: {} }),
      deadLetter: () => undefined,
    });
    if (delivery === undefined) continue;
    process.stdout.write(`received ${delivery.message.id}\n`);
    if (at % 2 !== 0) continue;
    await queue.delete(delivery.message);
    process.stdout.write(`deleted ${delivery.message.id}\n`);
  }
}

await Promise.all(Array.from({ length: 4 }, (_, worker) => work(worker)));
