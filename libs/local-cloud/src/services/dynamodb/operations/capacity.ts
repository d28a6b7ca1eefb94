import type { JsonObject } from '../../../kernel/wire.ts';
import type { TableMetrics } from '../table-metrics.ts';
import type { IndexConfiguration, TableConfiguration } from '../table/table-configuration.ts';
import { oneOf } from './input.ts';

export type CapacityReport = 'INDEXES' | 'TOTAL' | 'NONE';

export const capacityReport = (input: JsonObject): CapacityReport =>
  oneOf(input, 'ReturnConsumedCapacity', ['INDEXES', 'TOTAL', 'NONE']) ?? 'NONE';

/** Bytes of a read request unit and of a write request unit. */
const READ_UNIT = 4096;
const WRITE_UNIT = 1024;

/** Source: DynamoDB Developer Guide, "DynamoDB read and write operations": half a unit if eventually consistent, two in a transaction. */
export function readUnits(bytes: number, how: 'eventual' | 'consistent' | 'transaction'): number {
  const units = Math.max(1, Math.ceil(bytes / READ_UNIT));
  return how === 'eventual' ? units / 2 : how === 'consistent' ? units : units * 2;
}

export const writeUnits = (bytes: number, inTransaction = false): number =>
  Math.max(1, Math.ceil(bytes / WRITE_UNIT)) * (inTransaction ? 2 : 1);

/** What a request consumes of one table and its indexes. */
export class Capacity {
  readonly #table: TableConfiguration;
  readonly #metrics: TableMetrics;
  #read = 0;
  #write = 0;
  #ofTable = 0;
  readonly #indexes = new Map<string, { readonly kind: IndexConfiguration['kind']; units: number }>();

  constructor(table: TableConfiguration, metrics: TableMetrics) {
    this.#table = table;
    this.#metrics = metrics;
  }

  read(units: number, index?: IndexConfiguration): void {
    this.#read += units;
    this.#metrics.consumed('Read', this.#table, units, index);
    this.#add(units, index);
  }

  write(units: number, index?: IndexConfiguration): void {
    this.#write += units;
    this.#metrics.consumed('Write', this.#table, units, index);
    this.#add(units, index);
  }

  /** `both`: transactions say how much of it was read and written. */
  toJson(report: CapacityReport, both = false): JsonObject | undefined {
    if (report === 'NONE') return undefined;
    const ofKind = (wanted: IndexConfiguration['kind']): JsonObject | undefined => {
      const found = [...this.#indexes].filter(([, { kind }]) => kind === wanted);
      return found.length === 0
        ? undefined
        : Object.fromEntries(found.map(([name, { units }]) => [name, { CapacityUnits: units }]));
    };
    const [global, local] = [ofKind('global'), ofKind('local')];
    return {
      TableName: this.#table.name,
      CapacityUnits: this.#read + this.#write,
      ...(both && this.#read > 0 && { ReadCapacityUnits: this.#read }),
      ...(both && this.#write > 0 && { WriteCapacityUnits: this.#write }),
      ...(report === 'INDEXES' && {
        Table: { CapacityUnits: this.#ofTable },
        ...(global && { GlobalSecondaryIndexes: global }),
        ...(local && { LocalSecondaryIndexes: local }),
      }),
    };
  }

  #add(units: number, index: IndexConfiguration | undefined): void {
    if (index === undefined) {
      this.#ofTable += units;
      return;
    }
    const known = this.#indexes.get(index.name);
    if (known === undefined) this.#indexes.set(index.name, { kind: index.kind, units });
    else known.units += units;
  }
}
