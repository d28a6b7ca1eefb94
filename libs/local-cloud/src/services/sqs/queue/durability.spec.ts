import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { ManualClock } from '../../../kernel/clock.ts';
import type { Host } from '../../../kernel/host.ts';
import { openJournal, type Journal } from '../../../kernel/journal.ts';
import { createScheduler } from '../../../kernel/scheduler.ts';
import { memoryStackStore } from '../../../stack-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { until } from '../../../testing/until.ts';
import { plainQueue } from '../testing/plain-queue.ts';
import { sqs as service } from '../index.ts';
import { declareQueue, queueArn, startSqs } from '../testing/sqs-cloud.ts';
import { Queue, type ReceiveRequest } from './queue.ts';

const all: ReceiveRequest = {
  max: Infinity,
  visibilityTimeout: 1000,
  wait: 0,
  open: () => ({ body: '', attributes: {} }),
  deadLetter: () => undefined,
};

function openQueue(path: string, clock: ManualClock, open: Host['openJournal'] = openJournal) {
  const log: string[] = [];
  const host = {
    clock,
    scheduler: createScheduler(clock, () => undefined),
    openJournal: open,
    log: (line: string) => log.push(line),
  };
  return { queue: new Queue(host as unknown as Host, path, plainQueue), log };
}

const draft = (id: string, bytes = 100) => ({
  id,
  sealed: { key: undefined, bytes: Buffer.alloc(bytes) },
  sentAt: 0,
  senderId: 'x',
  delay: 0,
});

test('a killed process has lost no message it acknowledged, and delivers none again that a consumer has', async () => {
  const path = join(temporaryDirectory(), 'q.journal');
  const producer = fileURLToPath(new URL('../testing/producer.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@palisade/source', producer, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told: Record<string, Set<string>> = { sent: new Set(), received: new Set(), deleted: new Set() };
  let lines = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [what = '', id = ''] = line.split(' ');
    told[what]?.add(id);
    if (++lines === 1500) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  const clock = new ManualClock(Date.now());
  const { queue } = openQueue(path, clock);
  const ids = (deliveries: Awaited<ReturnType<Queue['receive']>>) => deliveries.map(({ message }) => message.id);
  const visible = new Set(ids(await queue.receive(all)));
  clock.advance(4_000_000);
  const everything = new Set(ids(await queue.receive(all)));
  const { sent, received, deleted } = told as { sent: Set<string>; received: Set<string>; deleted: Set<string> };
  expect(sent.size).toBeGreaterThan(500);
  expect([...sent].filter((id) => !everything.has(id) && !received.has(id))).toEqual([]);
  expect([...received].filter((id) => visible.has(id))).toEqual([]);
  expect([...deleted].filter((id) => everything.has(id))).toEqual([]);
  await queue.close();
}, 30_000);

test('a journal that is mostly about messages that are gone is rewritten, with all that is left', async () => {
  const path = join(temporaryDirectory(), 'q.journal');
  const clock = new ManualClock(0);
  const { queue } = openQueue(path, clock);
  await queue.send(draft('kept'));
  await queue.receive({ ...all, visibilityTimeout: 60_000 });
  for (let round = 0; round < 20; round++) {
    await Promise.all(Array.from({ length: 10 }, (_, at) => queue.send(draft(`${round} ${at}`, 10_000))));
    for (const { message } of await queue.receive(all)) await queue.delete(message);
  }
  await until(() => statSync(path).size < 1_048_576);
  await queue.send(draft('last'));
  await queue.close();
  const { queue: again } = openQueue(path, clock);
  expect((await again.receive(all)).map(({ message }) => message.id)).toEqual(['last']);
  clock.advance(60_000);
  const back = await again.receive(all);
  expect(back.map(({ message: { id, receiveCount } }) => `${id} ${receiveCount}`).sort()).toEqual(['kept 2', 'last 2']);
  await again.close();
});

test('what the disk refuses is not in the queue; what it does not forget stays', async () => {
  const path = join(temporaryDirectory(), 'q.journal');
  let full = false;
  const journal: Host['openJournal'] = (at, onRecord) => {
    const real = openJournal(at, onRecord);
    const append: Journal['append'] = (payload) =>
      full
        ? Promise.reject(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }))
        : real.append(payload);
    return {
      append,
      read: real.read.bind(real),
      rewrite: real.rewrite.bind(real),
      close: real.close.bind(real),
      size: 0,
    };
  };
  const { queue } = openQueue(path, new ManualClock(0), journal);
  await queue.send(draft('first'));
  full = true;
  await expect(queue.send(draft('second'))).rejects.toThrow('ENOSPC');
  expect(queue.counts().visible).toBe(1);
  await expect(queue.purge()).rejects.toThrow('ENOSPC');
  expect(queue.counts().visible).toBe(1);
  full = false;
  expect((await queue.receive(all)).map(({ message }) => message.id)).toEqual(['first']);
  await queue.close();
});

test('messages, visibility and receipts survive a restart of the cloud; a queue made anew is empty', async () => {
  const root = temporaryDirectory();
  const store = memoryStackStore();
  const declare = (names: readonly string[]) => (stack: Parameters<typeof declareQueue>[0]) => {
    for (const name of names) declareQueue(stack, name);
  };
  let sqs = await startSqs(declare(['q', 'other']), { root, store });
  const { clock } = sqs.cloud;
  const receive = async () =>
    (await sqs.admin.send(new ReceiveMessageCommand({ QueueUrl: sqs.url('q'), MaxNumberOfMessages: 10 }))).Messages ??
    [];
  for (const MessageBody of ['a', 'b'])
    await sqs.admin.send(new SendMessageCommand({ QueueUrl: sqs.url('q'), MessageBody }));
  const held = (await sqs.admin.send(new ReceiveMessageCommand({ QueueUrl: sqs.url('q') }))).Messages?.[0];
  await sqs.close();

  sqs = await startSqs(undefined, { root, store, clock });
  expect((await receive()).map(({ Body }) => Body)).toEqual(['b']);
  await sqs.admin.send(new DeleteMessageCommand({ QueueUrl: sqs.url('q'), ReceiptHandle: held?.ReceiptHandle }));
  clock.advance(30_000);
  expect((await receive()).map(({ Body }) => Body)).toEqual(['b']);
  await sqs.cloud.deploy(declare(['other']));
  expect(readdirSync(join(root, 'stacks/test/sqs/queues/us-east-1'))).toEqual(['other.journal']);
  await sqs.cloud.deploy(declare(['q', 'other']));
  expect(await receive()).toEqual([]);
  await sqs.close();
});

test('a message that was moved to its dead-letter queue when the process was killed is in that queue only', async () => {
  const root = temporaryDirectory();
  const store = memoryStackStore();
  const redrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn('letters'), maxReceiveCount: 1 });
  let sqs = await startSqs(
    (stack) => {
      declareQueue(stack, 'letters');
      declareQueue(stack, 'q', { redrivePolicy });
    },
    { root, store },
  );
  const { clock } = sqs.cloud;
  const receive = (queue: string) => sqs.admin.send(new ReceiveMessageCommand({ QueueUrl: sqs.url(queue) }));
  await sqs.admin.send(new SendMessageCommand({ QueueUrl: sqs.url('q'), MessageBody: 'x' }));
  await receive('q');
  await sqs.close();
  // What the source's journal would be if the process had been killed between the two writes.
  const journal = join(root, 'stacks/test/sqs/queues/us-east-1/q.journal');
  const before = readFileSync(journal);
  sqs = await startSqs(undefined, { root, store, clock });
  clock.advance(30_000);
  await receive('q');
  await sqs.close();
  writeFileSync(journal, before);

  sqs = await startSqs(undefined, { root, store, clock });
  const state = sqs.cloud.cloud.host.state(service);
  expect(['q', 'letters'].map((queue) => state.counts(queueArn(queue)).visible)).toEqual([0, 1]);
  expect((await receive('letters')).Messages?.map(({ Body }) => Body)).toEqual(['x']);
  await sqs.close();
});
