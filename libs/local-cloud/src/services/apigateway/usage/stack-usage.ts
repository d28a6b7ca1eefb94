import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import { IssuedKeys } from './issued-keys.ts';
import { UsageCounts } from './usage-counts.ts';

/** What is kept of keys and usage with one stack: `apigateway/usage/` in its data directory. */
export class StackUsage {
  readonly issued: IssuedKeys;
  readonly counts: UsageCounts;
  readonly #directory: string;

  constructor(host: Host, stack: string) {
    this.#directory = join(host.dataDirectory(stack, 'apigateway'), 'usage');
    this.issued = new IssuedKeys(host, this.#directory);
    this.counts = new UsageCounts(host, this.#directory);
  }

  async close(): Promise<void> {
    await this.issued.close();
    await this.counts.close();
  }

  async destroy(): Promise<void> {
    await this.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
