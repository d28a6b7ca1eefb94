import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';

/** A shorter journal is not worth rewriting. */
const SMALLEST_REWRITE = 2 ** 20;

/** How far each mapping of a stack has read each shard of its stream. */
export class Checkpoints {
  readonly #host: Pick<Host, 'log'>;
  readonly #stack: string;
  readonly #journal: Journal;
  readonly #positions = new Map<string, string>();
  /** Bytes from which on it is rewritten. */
  #rewriteFrom = SMALLEST_REWRITE;

  constructor(host: Pick<Host, 'dataDirectory' | 'openJournal' | 'log'>, stack: string) {
    this.#host = host;
    this.#stack = stack;
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
    if (this.#journal.size >= this.#rewriteFrom) await this.#rewrite();
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  /** A journal that cannot be rewritten is whole still: it is tried again when it has grown. */
  async #rewrite(): Promise<void> {
    this.#rewriteFrom = Infinity;
    try {
      await this.#journal.rewrite(this.#records());
    } catch (error) {
      this.#host.log(
        `lambda: the checkpoints of stack ${this.#stack} could not be rewritten: ${(error as Error).message}`,
      );
    }
    this.#rewriteFrom = this.#journal.size + SMALLEST_REWRITE;
  }

  *#records(): Generator<Buffer> {
    for (const [id, position] of this.#positions) yield record(id, position);
  }
}

function record(id: string, position: string): Buffer {
  return Buffer.from(JSON.stringify([id, position]));
}
