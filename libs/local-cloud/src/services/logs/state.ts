import { isDeepStrictEqual } from 'node:util';
import type { CompiledPolicy } from '@palisade/policies';
import type { Host } from '../../kernel/host.ts';
import type { Principal } from '../../kernel/principal.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { KeyNotUsable, ResourceNotFound } from './errors.ts';
import { declaredGroups, type DeclaredGroup } from './declared-groups.ts';
import { associationProblem } from './encryption/association.ts';
import { GroupKeys } from './encryption/group-keys.ts';
import { OpenedKeys } from './encryption/opened-keys.ts';
import type { EncryptedGroup } from './encryption/use-of-key.ts';
import { declaredFilters, type DeclaredFilter } from './metric-filters/declared-filters.ts';
import { MetricFilter } from './metric-filters/metric-filter.ts';
import type { MetricDatum } from './metric-filters/transformation.ts';
import { declaredPolicies } from './protection/declared-policies.ts';
import { inForce, Protector } from './protection/protector.ts';
import { resourcePolicies } from './resource-policies.ts';
import type { LogStream, StoredGroup } from './storage/catalogue.ts';
import type { DataKey, Unwrap } from './storage/data-key.ts';
import type { InputLogEvent, LogEvent } from './storage/log-event.ts';
import { StackLogs } from './storage/stack-logs.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Stream of the log group that gets what data protection finds. */
const FINDINGS_STREAM = 'data-protection-findings';
const RECLAIM_INTERVAL = 60 * 60 * 1000;

/** A log group as operations see it: what the graph says and what is stored. */
export interface LogGroup {
  readonly stored: StoredGroup;
  readonly logs: StackLogs;
  /** Absent for a group a service made by itself. */
  readonly declared: DeclaredGroup | undefined;
  readonly metricFilters: readonly MetricFilter[];
}

/** Told of every data point that a metric filter makes. */
export type MetricListener = (region: string, datum: MetricDatum) => void;

/**
 * Log groups and their events. The graph says which groups exist and how long events live; streams and events are data.
 */
export class LogsState implements ServiceState {
  readonly host: Host;
  readonly #stacks = new Map<string, StackLogs>();
  readonly #groups = new Map<string, LogGroup>();
  #policies: ReadonlyMap<string, CompiledPolicy> = new Map();
  readonly #groupKeys: GroupKeys;
  readonly #openedKeys: OpenedKeys;
  readonly #protector: Protector;
  /** Why services' deliveries to a group are dropped at present, as the operator was told. */
  readonly #dropping = new Map<LogGroup, string>();
  readonly #metricListeners = new Set<MetricListener>();

  constructor(host: Host) {
    this.host = host;
    this.#groupKeys = new GroupKeys(host);
    this.#openedKeys = new OpenedKeys(host);
    this.#protector = new Protector(host, (region, name, reports) => {
      const group = this.find(region, name);
      // A report is not audited itself, or one could lead to the next for ever.
      if (group !== undefined) this.#feed(group, this.#take(group, FINDINGS_STREAM, reports));
    });
    host.scheduler.every(RECLAIM_INTERVAL, () => this.reclaim());
  }

  interpret(view: CloudView): () => Promise<void> {
    const declared = declaredGroups(view);
    const policies = resourcePolicies(view);
    const protectedGroups = [...this.#groups.values()].filter(
      ({ stored, declared: old }) =>
        old?.deletionProtected === true && !declared.has(keyOf(stored.region, stored.name)),
    );
    if (protectedGroups.length > 0) {
      throw new ApplyError(
        protectedGroups.map(({ stored, declared: old }) => ({
          urn: old?.urn ?? '',
          message:
            `ValidationException: Log group '${stored.name}' cannot be deleted because deletion protection is enabled. ` +
            `Set deletionProtectionEnabled to false and deploy that first.`,
        })),
      );
    }
    const stacks = new Set(view.stacks.keys());
    // Opening files may fail, switching over must not. A store without groups changes nothing if the apply goes no further.
    for (const stack of stacks) {
      if (!this.#stacks.has(stack)) this.#stacks.set(stack, new StackLogs(this.host, stack));
    }
    this.#checkKeys(view, declared);
    const exists = (region: string, name: string): boolean =>
      declared.has(keyOf(region, name)) || this.#isMadeByService(region, name);
    const filters = declaredFilters(view, exists);
    const protection = declaredPolicies(view, exists);
    return async () => {
      await this.#switchOver(stacks, declared, filters, policies);
      await this.#protect(protection);
    };
  }

  resourcePolicy(arn: string): CompiledPolicy | undefined {
    return this.#policies.get(arn.split(':')[3] ?? '');
  }

  find(region: string, name: string): LogGroup | undefined {
    return this.#groups.get(keyOf(region, name));
  }

  /** Throws ResourceNotFoundException. */
  group(region: string, name: string): LogGroup {
    const group = this.find(region, name);
    if (group === undefined) throw new ResourceNotFound('log group');
    return group;
  }

  groups(region: string): LogGroup[] {
    return [...this.#groups.values()].filter(({ stored }) => stored.region === region);
  }

  /**
   * Delivery by a service on its own behalf: makes the stream if it is missing. The caller has authorised it. The events can be read
   * at once and reach the disk within a few milliseconds. False if there is no such group. While the KMS key of the group cannot be used
   * its events are dropped, as CloudWatch Logs does, and the operator of the cloud is told why.
   */
  write(region: string, logGroupName: string, logStreamName: string, events: readonly InputLogEvent[]): boolean {
    const group = this.#groups.get(keyOf(region, logGroupName));
    if (group === undefined) return false;
    this.measure(group, this.#take(group, logStreamName, events));
    return true;
  }

  /** Audits events that were taken in and shows them, masked, to the metric filters of their group. */
  measure(group: LogGroup, events: readonly InputLogEvent[]): void {
    if (events.length > 0) this.#feed(group, this.#protector.audit(group.stored, events));
  }

  /** When what comes in now comes in: never before the policy it is under, should the clock of the machine be set back. */
  arrivalTime({ stored }: LogGroup): number {
    return Math.max(this.host.clock.now(), inForce(stored)?.from ?? 0);
  }

  /** How a reader sees the stored events of a group. */
  view({ stored }: LogGroup, unmask: boolean): (event: LogEvent) => LogEvent {
    if (unmask || stored.protection.length === 0) return (event) => event;
    return (event) => this.#protector.mask(stored, event);
  }

  /** Subscribes to the data points of all metric filters; what it returns ends that. The listener must be quick and must not throw. */
  onMetric(listener: MetricListener): () => void {
    this.#metricListeners.add(listener);
    return () => this.#metricListeners.delete(listener);
  }

  /**
   * What encrypts new events of a group; undefined if it has no KMS key. Throws AccessDeniedException while that cannot be used.
   */
  dataKey({ declared }: LogGroup): DataKey | undefined {
    return isEncrypted(declared) ? this.#groupKeys.forWriting(declared) : undefined;
  }

  /** How one request opens encrypted events, with its caller's permission to decrypt. */
  unwrapFor(principal: Principal, region: string): Unwrap {
    return this.#openedKeys.readerFor(principal, region);
  }

  /**
   * A group that a service makes by itself, as API Gateway and Lambda do when nobody declared one: it never expires and goes with the
   * stack it belongs to. The caller has authorised `logs:CreateLogGroup`. Nothing happens if the group exists.
   */
  makeGroup(stack: string, region: string, name: string): void {
    const logs = this.#stacks.get(stack);
    if (logs === undefined || this.#groups.has(keyOf(region, name))) return;
    const stored = logs.catalogue.addGroup(region, name, this.host.clock.now(), true);
    this.#groups.set(keyOf(region, name), { stored, logs, declared: undefined, metricFilters: [] });
  }

  /** Events before this moment have expired. */
  horizon({ declared }: LogGroup): number {
    const days = declared?.retentionInDays ?? 0;
    return days === 0 ? -Infinity : this.host.clock.now() - days * DAY;
  }

  /** Removes expired events and deleted streams from the disk; reads never show them anyway. */
  async reclaim(): Promise<void> {
    for (const logs of this.#stacks.values()) {
      await logs.events.reclaim((id) => {
        const stream = logs.catalogue.stream(id) as LogStream;
        const group = this.find(stream.group.region, stream.group.name);
        return group === undefined ? Infinity : this.horizon(group);
      });
    }
  }

  async close(): Promise<void> {
    for (const logs of this.#stacks.values()) await logs.close();
  }

  /** Stores what a service delivers; returns what was not dropped. */
  #take(group: LogGroup, streamName: string, events: readonly InputLogEvent[]): readonly InputLogEvent[] {
    const { stored, logs } = group;
    const key = this.#dataKeyOrDrop(group);
    if (key === 'drop') return [];
    const now = this.arrivalTime(group);
    const stream = stored.streams.get(streamName) ?? logs.catalogue.addStream(stored, streamName, now);
    if (events.length > 0) logs.add(stream, now, events, key);
    return events;
  }

  #feed({ metricFilters }: LogGroup, events: readonly InputLogEvent[]): void {
    if (events.length === 0) return;
    for (const filter of metricFilters) filter.observe(events, this.host.clock.now());
  }

  /** The disk knows of a new policy before the first event under it comes in. */
  async #protect(documents: ReadonlyMap<string, string>): Promise<void> {
    const written: Promise<void>[] = [];
    for (const [key, { stored, logs }] of this.#groups) {
      const document = documents.get(key);
      if (inForce(stored)?.policyDocument === document) continue;
      logs.catalogue.protect(stored, document, this.host.clock.now());
      written.push(logs.catalogue.written());
    }
    await Promise.allSettled(written);
  }

  #dataKeyOrDrop(group: LogGroup): DataKey | undefined | 'drop' {
    try {
      const key = this.dataKey(group);
      if (this.#dropping.size > 0) this.#dropping.delete(group);
      return key;
    } catch (error) {
      if (!(error instanceof KeyNotUsable)) throw error;
      if (this.#dropping.get(group) !== error.message) {
        this.host.log(`logs: events for ${group.stored.name} are dropped: ${error.message}`);
        this.#dropping.set(group, error.message);
      }
      return 'drop';
    }
  }

  /** A key is judged when it is associated with a group; one that becomes unusable later stops writes and reads, not deployments. */
  #checkKeys(view: CloudView, declared: ReadonlyMap<string, DeclaredGroup>): void {
    const problems: { urn: string; message: string }[] = [];
    for (const group of declared.values()) {
      if (!isEncrypted(group) || this.#stored(group)?.kmsKeyId === group.kmsKeyId) continue;
      const message = associationProblem(view, this.host, group);
      if (message !== undefined) problems.push({ urn: group.urn, message });
    }
    if (problems.length > 0) throw new ApplyError(problems);
  }

  #isMadeByService(region: string, name: string): boolean {
    if (this.find(region, name)?.declared !== undefined) return false;
    return [...this.#stacks.values()].some(({ catalogue }) => catalogue.group(region, name)?.byService === true);
  }

  /** A filter that is the same as before goes on with the minute it is in. */
  #metricFilter(declared: DeclaredFilter, before: LogGroup | undefined): MetricFilter {
    const same = before?.metricFilters.find((filter) => isDeepStrictEqual(filter.declared, declared));
    const publish = (datum: MetricDatum) => {
      for (const listener of this.#metricListeners) listener(declared.region, datum);
    };
    return same ?? new MetricFilter(declared, this.host.scheduler, publish);
  }

  #stored({ stack, region, name }: DeclaredGroup): StoredGroup | undefined {
    return this.#stacks.get(stack)?.catalogue.group(region, name);
  }

  async #switchOver(
    stacks: ReadonlySet<string>,
    declared: ReadonlyMap<string, DeclaredGroup>,
    filters: ReadonlyMap<string, readonly DeclaredFilter[]>,
    policies: ReadonlyMap<string, CompiledPolicy>,
  ): Promise<void> {
    this.#policies = policies;
    const gone = [...this.#stacks.values()].filter(({ stack }) => !stacks.has(stack));
    const before = new Map(this.#groups);
    this.#groups.clear();
    const filtersOf = (key: string) =>
      (filters.get(key) ?? []).map((filter) => this.#metricFilter(filter, before.get(key)));
    for (const logs of this.#stacks.values()) {
      if (gone.includes(logs)) continue;
      for (const stored of [...logs.catalogue.groups()]) {
        const key = keyOf(stored.region, stored.name);
        const group = declared.get(key);
        const wasDeclared = before.get(key)?.declared !== undefined;
        if (group?.stack === logs.stack)
          this.#groups.set(key, { stored, logs, declared: group, metricFilters: filtersOf(key) });
        else if (stored.byService && !wasDeclared)
          this.#groups.set(key, { stored, logs, declared: undefined, metricFilters: filtersOf(key) });
        else logs.catalogue.removeGroup(stored);
      }
    }
    for (const [key, group] of declared) {
      const logs = this.#stacks.get(group.stack) as StackLogs;
      if (this.#groups.get(key)?.logs === logs) continue;
      const stored = logs.catalogue.addGroup(group.region, group.name, this.host.clock.now(), false);
      this.#groups.set(key, { stored, logs, declared: group, metricFilters: filtersOf(key) });
    }
    this.#dropping.clear();
    for (const { stored, logs, declared: group } of this.#groups.values()) {
      if (stored.kmsKeyId !== group?.kmsKeyId) logs.catalogue.associate(stored, group?.kmsKeyId);
    }
    for (const logs of gone) {
      this.#stacks.delete(logs.stack);
      await logs.close();
    }
  }
}

function isEncrypted(group: DeclaredGroup | undefined): group is DeclaredGroup & EncryptedGroup {
  return group?.kmsKeyId !== undefined;
}

function keyOf(region: string, name: string): string {
  return `${region}:${name}`;
}
