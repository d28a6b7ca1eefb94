import type { Host } from '../../kernel/host.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { logs } from '../logs/index.ts';
import { readAlarms } from './alarms/alarm-configuration.ts';
import { Alarms } from './alarms/alarms.ts';
import { declaredDashboards, type Dashboard } from './dashboards/declared-dashboards.ts';
import { InternalServiceFault } from './errors.ts';
import { MetricJournal } from './metrics/metric-journal.ts';
import { MetricStore, type Datum } from './metrics/metric-store.ts';

const SAVE_INTERVAL = 60_000;
const SWEEP_INTERVAL = 3_600_000;

/**
 * Metrics of the account, which belong to no stack, and the alarms and dashboards of all stacks. Services measure themselves through
 * `host.metrics`, metric filters of CloudWatch Logs and `PutMetricData` add theirs.
 */
export class CloudwatchState implements ServiceState {
  readonly host: Host;
  readonly metrics: MetricStore;
  readonly alarms: Alarms;
  readonly #journal: MetricJournal;
  readonly #unsubscribe: readonly (() => void)[];
  #dashboards: ReadonlyMap<string, Dashboard> = new Map();

  constructor(host: Host) {
    this.host = host;
    const directory = host.accountDirectory('cloudwatch');
    this.metrics = new MetricStore(host.clock);
    this.#journal = new MetricJournal(host, directory, this.metrics);
    this.alarms = new Alarms(host, this.metrics, directory);
    this.#unsubscribe = [
      host.metrics.onSample(this.metrics.record),
      host.state(logs).onMetric((region, { dimensions, name, namespace, timestamp, unit, value }) =>
        this.metrics.put({
          identity: { region, namespace, name, dimensions },
          unit,
          timestamp,
          resolution: 60,
          values: [{ value, count: 1 }],
        }),
      ),
    ];
    host.scheduler.every(SAVE_INTERVAL, () => this.#journal.save());
    host.scheduler.every(SWEEP_INTERVAL, () => this.#sweep());
  }

  interpret(view: CloudView): () => Promise<void> {
    const { alarms, problems } = readAlarms(view);
    const declared = declaredDashboards(view);
    if (problems.length + declared.problems.length > 0) throw new ApplyError([...problems, ...declared.problems]);
    return async () => {
      this.#dashboards = declared.dashboards;
      await this.alarms.follow(alarms);
    };
  }

  /** Takes data of a caller in; resolves once it is on disk. Rejects with InternalServiceFault. */
  async put(data: readonly Datum[]): Promise<void> {
    for (const datum of data) this.metrics.put(datum);
    try {
      await this.#journal.save();
    } catch (error) {
      throw new InternalServiceFault(error);
    }
  }

  dashboard(name: string): Dashboard | undefined {
    return this.#dashboards.get(name);
  }

  /** By name. */
  dashboards(): readonly Dashboard[] {
    return [...this.#dashboards.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async close(): Promise<void> {
    for (const end of this.#unsubscribe) end();
    await this.alarms.close();
    // The other services must be closed too, whatever the disk says.
    await this.#journal.save().catch((error: unknown) => {
      this.host.log(`cloudwatch: the last metrics could not be stored: ${String(error)}`);
    });
    await this.#journal.close();
  }

  async #sweep(): Promise<void> {
    this.metrics.sweep();
    await this.#journal.sweep();
  }
}
