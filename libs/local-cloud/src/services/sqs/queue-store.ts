import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyObject } from 'node:crypto';
import type { Host } from '../../kernel/host.ts';
import { Queue } from './queue/queue.ts';
import { ReceiptHandles } from './queue/receipt-handle.ts';
import type { QueueConfiguration } from './queue-configuration.ts';
import { MasterKey } from './sealing/master-key.ts';

const JOURNAL = '.journal';

/** The files of one stack's queues: its key, and a journal for each queue, by region. */
export class QueueStore {
  readonly messageKey: KeyObject;
  readonly receipts: ReceiptHandles;
  readonly #host: Host;
  readonly #directory: string;

  constructor(host: Host, stack: string) {
    this.#host = host;
    const directory = host.dataDirectory(stack, 'sqs');
    const master = MasterKey.open(directory);
    this.messageKey = master.derive('messages');
    this.receipts = new ReceiptHandles(master.derive('receipt handles'));
    this.#directory = join(directory, 'queues');
  }

  open(configuration: QueueConfiguration): Queue {
    mkdirSync(join(this.#directory, configuration.region), { recursive: true, mode: 0o700 });
    return new Queue(this.#host, this.#path(configuration), configuration);
  }

  /** Deletes what belongs to no queue of `kept`: a deleted queue's messages must not come back with its name. */
  clean(kept: readonly QueueConfiguration[]): void {
    if (!existsSync(this.#directory)) return;
    const paths = new Set(kept.map((each) => this.#path(each)));
    for (const region of readdirSync(this.#directory)) {
      for (const file of readdirSync(join(this.#directory, region))) {
        const path = join(this.#directory, region, file);
        if (file.endsWith(JOURNAL) && !paths.has(path)) rmSync(path, { force: true });
      }
    }
  }

  #path({ name, region }: QueueConfiguration): string {
    return join(this.#directory, region, `${name}${JOURNAL}`);
  }
}
