import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';

/** Bytes from which on the journal is rewritten. */
const SMALLEST_REWRITE = 2 ** 20;

/** How far each mapping of a stack has read each shard of its stream. */
export class Checkpoints {
  readonly #journal: Journal;
  readonly #positions = new Map<string, string>();
  #rewriting = false;

  constructor(host: Pick<Host, 'dataDirectory' | 'openJournal'>, stack: string) {
    const directory = host.dataDirectory(stack, 'lambda');
    this.#journal = host.openJournal(join(directory, 'checkpoints.journal'), (payload) => {
      const [id, position] = JSON.parse(payload.toString()) as [string, string];
      this.#positions.set(id, position);
    });
  }

  get(uuid: string, shardId: string): string | undefined {
    return this.#positions.get(`${uuid} ${shardId}`);
  }

  /** Resolves once it is on disk. */
  async set(uuid: string, shardId: string, position: string): Promise<void> {
    const id = `${uuid} ${shardId}`;
    // Before the write, so that a rewrite that overtakes it has the position too.
    this.#positions.set(id, position);
    await this.#journal.append(record(id, position));
    if (this.#journal.size < SMALLEST_REWRITE || this.#rewriting) return;
    this.#rewriting = true;
    try {
      await this.#journal.rewrite(this.#records());
    } finally {
      this.#rewriting = false;
    }
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  *#records(): Generator<Buffer> {
    for (const [id, position] of this.#positions) yield record(id, position);
  }
}

function record(id: string, position: string): Buffer {
  return Buffer.from(JSON.stringify([id, position]));
}
