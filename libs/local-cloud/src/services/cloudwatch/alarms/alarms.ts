import type { Host } from '../../../kernel/host.ts';
import type { MetricStore } from '../metrics/metric-store.ts';
import { act } from './act.ts';
import { AlarmBook, type AlarmState, type HistoryItemType } from './alarm-book.ts';
import type { AlarmConfiguration, AlarmStateValue } from './alarm-configuration.ts';
import { comparisonOf } from './comparison.ts';
import { evaluate } from './evaluate.ts';
import { evaluationRange, STEP } from './evaluation-range.ts';
import { reasonOf } from './reason.ts';

const MINUTE = 60_000;

/** An alarm as operations see it. */
export interface Alarm {
  readonly configuration: AlarmConfiguration;
  readonly state: AlarmState;
  readonly actionsEnabled: boolean;
}

/** All alarms: they are evaluated by the clock, at every full minute or every ten seconds, and act when their state changes. */
export class Alarms {
  readonly #host: Host;
  readonly #metrics: MetricStore;
  readonly book: AlarmBook;
  #configurations: ReadonlyMap<string, AlarmConfiguration> = new Map();
  #closed = false;
  #lastMinute: number;
  /** Actions on their way; a cloud that is closed waits for them. */
  readonly #acting = new Set<Promise<void>>();

  constructor(host: Host, metrics: MetricStore, directory: string) {
    this.#host = host;
    this.#metrics = metrics;
    this.book = new AlarmBook(host, directory);
    this.#lastMinute = Math.floor(host.clock.now() / MINUTE);
    this.#schedule();
  }

  /** Goes over to a new program: new alarms start without data, changed ones keep their state, the history tells of both. */
  async follow(configurations: ReadonlyMap<string, AlarmConfiguration>): Promise<void> {
    this.#configurations = configurations;
    const now = this.#host.clock.now();
    const written: Promise<unknown>[] = [];
    for (const arn of this.book.known()) {
      if (configurations.has(arn)) continue;
      const name = arn.slice(arn.indexOf(':alarm:') + ':alarm:'.length);
      written.push(this.#tell(arn, name, 'ConfigurationUpdate', `Alarm "${name}" deleted`, { type: 'Delete' }));
      written.push(this.book.delete(arn));
    }
    for (const configuration of configurations.values()) {
      const { arn, name } = configuration;
      const configuredAs = fingerprint(configuration);
      const old = this.book.state(arn);
      if (old?.configuredAs === configuredAs) continue;
      const state: AlarmState =
        old === undefined
          ? {
              value: 'INSUFFICIENT_DATA',
              reason: 'Unchecked: Initial alarm creation',
              reasonData: undefined,
              updatedAt: now,
              transitionedAt: now,
              configuredAt: now,
              configuredAs,
            }
          : { ...old, configuredAt: now, configuredAs, actionsEnabled: undefined };
      written.push(this.book.setState(arn, state));
      const [did, type] = old === undefined ? ['created', 'Create'] : ['updated', 'Update'];
      written.push(this.#tell(arn, name, 'ConfigurationUpdate', `Alarm "${name}" ${did}`, { type }));
    }
    // What the disk refuses was told to the operator; a deployment that has come this far goes through.
    await Promise.allSettled(written);
  }

  find(arn: string): Alarm | undefined {
    const configuration = this.#configurations.get(arn);
    const state = configuration && this.book.state(arn);
    if (configuration === undefined || state === undefined) return undefined;
    return { configuration, state, actionsEnabled: state.actionsEnabled ?? configuration.actionsEnabled };
  }

  /** By name. */
  in(region: string): readonly Alarm[] {
    return [...this.#configurations.values()]
      .filter(({ metric }) => metric.region === region)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ arn }) => this.find(arn) ?? []);
  }

  /** Puts an alarm into a state, whatever its metric says, until the next evaluation. Resolves once that is on disk. */
  setState({ configuration }: Alarm, value: AlarmStateValue, reason: string, reasonData?: string): Promise<unknown> {
    return this.#enter(configuration, value, reason, reasonData);
  }

  async enableActions({ configuration: { arn, name }, state }: Alarm, enabled: boolean): Promise<void> {
    const did = enabled ? 'enabled' : 'disabled';
    await Promise.all([
      this.book.setState(arn, { ...state, actionsEnabled: enabled }),
      this.#tell(arn, name, 'ConfigurationUpdate', `Alarm "${name}" actions ${did}`, {
        type: 'Update',
        actionsEnabled: enabled,
      }),
    ]);
  }

  /** Resolves when no action is on its way. */
  async settle(): Promise<void> {
    while (this.#acting.size > 0) await Promise.all(this.#acting);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.settle();
    await this.book.close();
  }

  #schedule(): void {
    const { clock, scheduler } = this.#host;
    scheduler.at((Math.floor(clock.now() / STEP) + 1) * STEP, () => {
      if (this.#closed) return;
      this.#schedule();
      this.#tick(clock.now());
    });
  }

  #tick(now: number): void {
    const minute = Math.floor(now / MINUTE);
    const full = minute > this.#lastMinute;
    this.#lastMinute = minute;
    for (const configuration of this.#configurations.values()) {
      if (full || configuration.period < 60) this.#evaluate(configuration, now);
    }
  }

  #evaluate(alarm: AlarmConfiguration, now: number): void {
    const old = this.book.state(alarm.arn);
    if (old === undefined) return;
    const range = evaluationRange(alarm, this.#metrics, now);
    const { breaches } = comparisonOf(alarm.comparisonOperator);
    const verdict = evaluate(range, {
      evaluationPeriods: alarm.evaluationPeriods,
      datapointsToAlarm: alarm.datapointsToAlarm ?? alarm.evaluationPeriods,
      // Whatever the alarm says. Source: Amazon CloudWatch API Reference, PutMetricAlarm, TreatMissingData.
      treatMissingData: alarm.metric.namespace === 'AWS/DynamoDB' ? 'ignore' : alarm.treatMissingData,
      breaches: (value) => breaches(value, alarm.threshold),
    });
    if (verdict === 'retain' || verdict.value === old.value) return;
    const { data, text } = reasonOf(alarm, verdict, range, now);
    // Nobody waits: the book tells the operator what it could not write.
    this.#enter(alarm, verdict.value, text, data).catch(() => undefined);
  }

  #enter(alarm: AlarmConfiguration, value: AlarmStateValue, reason: string, reasonData?: string): Promise<unknown> {
    const now = this.#host.clock.now();
    const from = this.book.state(alarm.arn) as AlarmState;
    const changed = from.value !== value;
    const to = { ...from, value, reason, reasonData, updatedAt: now, ...(changed && { transitionedAt: now }) };
    const written = [this.book.setState(alarm.arn, to)];
    if (changed) {
      const summary = `Alarm updated from ${from.value} to ${value}`;
      written.push(
        this.#tell(alarm.arn, alarm.name, 'StateUpdate', summary, {
          oldState: stateData(from),
          newState: stateData(to),
        }),
      );
      if (from.actionsEnabled ?? alarm.actionsEnabled) {
        for (const action of alarm.actions[value]) this.#act(alarm, from, to, action);
      }
    }
    return Promise.all(written);
  }

  #act(alarm: AlarmConfiguration, from: AlarmState, to: AlarmState, action: string): void {
    const acting = act(this.#host, { alarm, from, to }, action)
      .then(
        (item) => this.book.addItem(item),
        (error: unknown) => this.#host.log(`cloudwatch: ${alarm.arn} could not act: ${String(error)}`),
      )
      .then(
        () => undefined,
        () => undefined,
      );
    this.#acting.add(acting);
    void acting.finally(() => this.#acting.delete(acting));
  }

  #tell(arn: string, name: string, type: HistoryItemType, summary: string, data: object): Promise<unknown> {
    const text = JSON.stringify({ version: '1.0', ...data });
    return this.book.addItem({ arn, name, at: this.#host.clock.now(), type, summary, data: text });
  }
}

const fingerprint = ({ urn: _urn, tags: _tags, ...configuration }: AlarmConfiguration): string =>
  JSON.stringify(configuration);

const stateData = ({ reason, reasonData, value }: AlarmState): object => ({
  stateValue: value,
  stateReason: reason,
  ...(reasonData !== undefined && { stateReasonData: JSON.parse(reasonData) as unknown }),
});
