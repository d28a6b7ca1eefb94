import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import { writePrivateFile } from '../../../kernel/private-file.ts';
import type { Certificate } from './certificates.ts';

/** Milliseconds since the epoch. */
export interface Dates {
  readonly createdAt: number;
  readonly issuedAt?: number;
}

/** When certificates were requested and issued: the one thing about them that no graph says. It goes with the stack. */
export class CertificateDates {
  readonly #host: Host;
  readonly #dates = new Map<string, Dates>();
  readonly #read = new Set<string>();

  constructor(host: Host) {
    this.#host = host;
  }

  of(arn: string): Dates | undefined {
    return this.#dates.get(arn);
  }

  /** Notes what a deployment has requested, issued and deleted. */
  follow(certificates: Iterable<Certificate>): void {
    const known = new Set<string>();
    for (const [stack, own] of Map.groupBy(certificates, ({ stack: each }) => each)) {
      this.#load(stack);
      const changed = own.map((certificate) => this.#note(certificate)).some(Boolean);
      for (const { arn } of own) known.add(arn);
      if (changed) this.#save(stack, own);
    }
    for (const arn of this.#dates.keys()) if (!known.has(arn)) this.#dates.delete(arn);
  }

  #note({ arn, status }: Certificate): boolean {
    const before = this.#dates.get(arn);
    if (before !== undefined && (before.issuedAt !== undefined || status !== 'ISSUED')) return false;
    const now = this.#host.clock.now();
    this.#dates.set(arn, { createdAt: before?.createdAt ?? now, ...(status === 'ISSUED' && { issuedAt: now }) });
    return true;
  }

  #load(stack: string): void {
    if (this.#read.has(stack)) return;
    this.#read.add(stack);
    const path = this.#path(stack);
    if (!existsSync(path)) return;
    const stored = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, Dates>>;
    for (const [arn, dates] of Object.entries(stored)) this.#dates.set(arn, dates);
  }

  #save(stack: string, own: readonly Certificate[]): void {
    const dates = Object.fromEntries(own.map(({ arn }) => [arn, this.#dates.get(arn)]));
    writePrivateFile(this.#path(stack), `${JSON.stringify(dates)}\n`);
  }

  #path(stack: string): string {
    return join(this.#host.dataDirectory(stack, 'acm'), 'dates.json');
  }
}
