import { join } from 'node:path';
import type { Host } from '../../../kernel/host.ts';
import type { Journal } from '../../../kernel/journal.ts';
import type { AlarmStateValue } from './alarm-configuration.ts';

/** The state of an alarm as it runs; what the graph says about it is elsewhere. */
export interface AlarmState {
  readonly value: AlarmStateValue;
  readonly reason: string;
  /** JSON; of states set by hand only if the caller gave some. */
  readonly reasonData: string | undefined;
  /** When state or reason were last set, milliseconds since the epoch. */
  readonly updatedAt: number;
  /** When the value last changed. */
  readonly transitionedAt: number;
  /** When the configuration last changed, and which it was. */
  readonly configuredAt: number;
  readonly configuredAs: string;
  /** Set by `EnableAlarmActions` and `DisableAlarmActions`, until the configuration changes. */
  readonly actionsEnabled?: boolean | undefined;
}

export type HistoryItemType = 'ConfigurationUpdate' | 'StateUpdate' | 'Action';

export interface HistoryItem {
  readonly arn: string;
  readonly name: string;
  readonly at: number;
  readonly type: HistoryItemType;
  readonly summary: string;
  /** JSON. */
  readonly data: string;
}

type BookRecord =
  { readonly state: AlarmState; readonly arn: string } | { readonly item: HistoryItem } | { readonly deleted: string };

/** Source: Amazon CloudWatch API Reference, DescribeAlarmHistory: CloudWatch keeps the history of an alarm, even of a deleted one. */
const KEPT = 30 * 86_400_000;
const MOST_ITEMS = 10_000;
/** Bytes of the journal beyond which it is written anew when it is opened. */
const COMPACTED_ABOVE = 1024 * 1024;

/** States of all alarms and what happened to them, on disk before anybody hears of it. */
export class AlarmBook {
  readonly #host: Pick<Host, 'clock' | 'openJournal' | 'log'>;
  readonly #journal: Journal;
  readonly #states = new Map<string, AlarmState>();
  #history: HistoryItem[] = [];

  constructor(host: Pick<Host, 'clock' | 'openJournal' | 'log'>, directory: string) {
    this.#host = host;
    this.#journal = host.openJournal(join(directory, 'alarms.journal'), (payload) =>
      this.#apply(JSON.parse(payload.toString()) as BookRecord),
    );
    this.#forgetOld();
    if (this.#journal.size > COMPACTED_ABOVE) this.#failure(this.#journal.rewrite(this.#records()));
  }

  state(arn: string): AlarmState | undefined {
    return this.#states.get(arn);
  }

  /** ARNs of all alarms that have a state. */
  known(): readonly string[] {
    return [...this.#states.keys()];
  }

  /** Oldest first. */
  history(): readonly HistoryItem[] {
    const since = this.#host.clock.now() - KEPT;
    return this.#history.filter(({ at }) => at >= since);
  }

  /** Resolves once it is on disk; rejects when the disk refuses, though it holds in memory. */
  setState(arn: string, state: AlarmState): Promise<unknown> {
    return this.#write({ arn, state });
  }

  addItem(item: HistoryItem): Promise<unknown> {
    if (this.#history.length > MOST_ITEMS) this.#forgetOld();
    return this.#write({ item });
  }

  delete(arn: string): Promise<unknown> {
    return this.#write({ deleted: arn });
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  /** For what nobody waits for: the operator learns why it is not on disk. */
  #failure(written: Promise<unknown>): void {
    written.catch((error: unknown) => this.#host.log(`cloudwatch: alarms could not be stored: ${String(error)}`));
  }

  #write(record: BookRecord): Promise<unknown> {
    this.#apply(record);
    const written = this.#journal.append(Buffer.from(JSON.stringify(record)));
    this.#failure(written);
    return written;
  }

  #apply(record: BookRecord): void {
    if ('item' in record) this.#history.push(record.item);
    else if ('deleted' in record) this.#states.delete(record.deleted);
    else this.#states.set(record.arn, record.state);
  }

  #forgetOld(): void {
    this.#history = [...this.history()].slice(-MOST_ITEMS * 0.9);
  }

  #records(): Buffer[] {
    const records: BookRecord[] = [
      ...[...this.#states].map(([arn, state]) => ({ arn, state })),
      ...this.#history.map((item) => ({ item })),
    ];
    return records.map((record) => Buffer.from(JSON.stringify(record)));
  }
}
