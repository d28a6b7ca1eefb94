import type { Host } from '../../kernel/host.ts';
import type { IndexConfiguration, TableConfiguration } from './table/table-configuration.ts';

type Dimensions = readonly Readonly<Record<string, string>>[];
type Measured = Pick<TableConfiguration, 'name' | 'region'>;

/** What tables measure of themselves. Source: DynamoDB Developer Guide, "DynamoDB metrics and dimensions". */
export class TableMetrics {
  readonly #host: Pick<Host, 'clock' | 'metrics'>;
  /** By what they are made from. Made once: CloudWatch knows them again. */
  readonly #dimensions = new Map<string, Dimensions>();

  constructor(host: Pick<Host, 'clock' | 'metrics'>) {
    this.#host = host;
  }

  /** Units a request consumed of a table; those of a global index count for that. */
  consumed(kind: 'Read' | 'Write', table: Measured, units: number, index?: IndexConfiguration): void {
    const name = `Consumed${kind}CapacityUnits`;
    const global = index?.kind === 'global' ? { GlobalSecondaryIndexName: index.name } : {};
    this.#record(table.region, name, units, 'Count', { TableName: table.name, ...global });
  }

  /** A request that succeeded, and how long it took in milliseconds. */
  succeeded({ name: TableName, region }: Measured, Operation: string, duration: number): void {
    this.#record(region, 'SuccessfulRequestLatency', duration, 'Milliseconds', { TableName, Operation });
  }

  /** A request that failed by our fault. */
  failed({ name: TableName, region }: Measured, Operation: string): void {
    this.#record(region, 'SystemErrors', 1, 'Count', { TableName, Operation });
  }

  /** A request that could not be done as it was: counted for the account. */
  refused(region: string): void {
    this.#record(region, 'UserErrors', 1, 'Count', {});
  }

  /** A write whose condition did not hold. */
  conditionFailed({ name: TableName, region }: Measured): void {
    this.#record(region, 'ConditionalCheckFailedRequests', 1, 'Count', { TableName });
  }

  #record(region: string, name: string, value: number, unit: string, of: Readonly<Record<string, string>>): void {
    const key = Object.values(of).join(' ');
    let dimensions = this.#dimensions.get(key);
    if (dimensions === undefined) this.#dimensions.set(key, (dimensions = [of]));
    const timestamp = this.#host.clock.now();
    this.#host.metrics.record({ region, namespace: 'AWS/DynamoDB', name, dimensions, value, unit, timestamp });
  }
}
