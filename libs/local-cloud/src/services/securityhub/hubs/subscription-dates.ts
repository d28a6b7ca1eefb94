import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import { writePrivateFile } from '../../../kernel/private-file.ts';

/** Since when Security Hub is on, by region, in milliseconds since the epoch. It belongs to the account and outlives stacks. */
export class SubscriptionDates {
  readonly #host: Host;
  #dates: Readonly<Record<string, number>>;

  constructor(host: Host) {
    this.#host = host;
    const path = this.#path;
    this.#dates = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>) : {};
  }

  of(region: string): number {
    return this.#dates[region] ?? this.#host.clock.now();
  }

  follow(regions: readonly string[]): void {
    const now = this.#host.clock.now();
    const next = Object.fromEntries(regions.map((region) => [region, this.#dates[region] ?? now]));
    const changed = JSON.stringify(next) !== JSON.stringify(this.#dates);
    this.#dates = next;
    if (changed) writePrivateFile(this.#path, `${JSON.stringify(next)}\n`);
  }

  get #path(): string {
    return join(this.#host.accountDirectory('securityhub'), 'subscribed.json');
  }
}
