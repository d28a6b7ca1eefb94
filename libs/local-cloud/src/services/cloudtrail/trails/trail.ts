import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { CloudtrailEvent } from '../events/cloudtrail-event.ts';
import type { DeclaredTrail } from './declared-trails.ts';
import { PendingEvents } from './pending-events.ts';
import { readStatus, removeStatus, writeStatus, type TrailStatus } from './trail-status.ts';

/** Where the events of global services happen. */
const GLOBAL_REGION = 'us-east-1';

/** A trail in force: what the program says, its running state, and the events that wait for delivery. */
export class Trail {
  declared: DeclaredTrail;
  readonly pending: PendingEvents;
  /** Deliveries of one trail happen one after another. */
  delivering: Promise<void> = Promise.resolve();
  readonly #statusPath: string;
  #status: TrailStatus;

  constructor(host: Host, declared: DeclaredTrail) {
    const base = join(host.dataDirectory(declared.stack, 'cloudtrail'), `${declared.homeRegion}.${declared.name}`);
    this.declared = declared;
    this.#statusPath = `${base}.status.json`;
    this.#status = readStatus(this.#statusPath) ?? newStatus(declared, host.clock.now());
    this.pending = new PendingEvents(host, `${base}.events`, declared.name);
  }

  get status(): TrailStatus {
    return this.#status;
  }

  /** Takes over what the program says now. Throws when the disk refuses. */
  follow(declared: DeclaredTrail, now: number): void {
    const before = this.#status;
    this.declared = declared;
    const switched = before.declaredLogging !== declared.logging;
    const validatedSince = declared.validation ? (before.validatedSince ?? now) : undefined;
    this.update({
      declaredLogging: declared.logging,
      validatedSince,
      // Only files delivered while validation is on are in digests.
      ...(!declared.validation && { undigested: [], digests: {} }),
    });
    if (switched) this.switch(declared.logging, now);
  }

  /** Stores the change, then puts it in force. Throws when the disk refuses. */
  update(change: Partial<TrailStatus>): void {
    const next = { ...this.#status, ...change };
    writeStatus(this.#statusPath, next);
    this.#status = next;
  }

  switch(logging: boolean, now: number): void {
    if (logging === this.#status.logging) return;
    this.update(logging ? { logging, startedAt: now } : { logging, stoppedAt: now });
  }

  records(event: CloudtrailEvent): boolean {
    return this.#status.logging && this.selects(event);
  }

  /** Whether it would record the event if it is logging. */
  selects(event: CloudtrailEvent): boolean {
    const { globalEvents, homeRegion, multiRegion, selection } = this.declared;
    const inRegion = event.global
      ? globalEvents && (multiRegion || homeRegion === GLOBAL_REGION)
      : multiRegion || event.region === homeRegion;
    return inRegion && selection.wants(event);
  }

  async close(): Promise<void> {
    await this.delivering;
    await this.pending.close();
  }

  async remove(): Promise<void> {
    await this.delivering;
    await this.pending.remove();
    removeStatus(this.#statusPath);
  }
}

function newStatus({ logging, validation }: DeclaredTrail, now: number): TrailStatus {
  return {
    declaredLogging: logging,
    logging,
    ...(logging && { startedAt: now }),
    undigested: [],
    digests: {},
    validatedSince: validation ? now : undefined,
  };
}
