import type { CompiledPolicy } from '@palisade/policies';
import type { Host } from '../../kernel/host.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { ResourceNotFound } from './errors.ts';
import { declaredGroups, type DeclaredGroup } from './declared-groups.ts';
import { resourcePolicies } from './resource-policies.ts';
import type { LogStream, StoredGroup } from './storage/catalogue.ts';
import type { InputLogEvent } from './storage/log-event.ts';
import { StackLogs } from './storage/stack-logs.ts';

const DAY = 24 * 60 * 60 * 1000;
const RECLAIM_INTERVAL = 60 * 60 * 1000;

/** A log group as operations see it: what the graph says and what is stored. */
export interface LogGroup {
  readonly stored: StoredGroup;
  readonly logs: StackLogs;
  /** Absent for a group a service made by itself. */
  readonly declared: DeclaredGroup | undefined;
}

/**
 * Log groups and their events. The graph says which groups exist and how long events live; streams and events are data.
 */
export class LogsState implements ServiceState {
  readonly host: Host;
  readonly #stacks = new Map<string, StackLogs>();
  readonly #groups = new Map<string, LogGroup>();
  #policies: ReadonlyMap<string, CompiledPolicy> = new Map();

  constructor(host: Host) {
    this.host = host;
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
    return () => this.#switchOver(stacks, declared, policies);
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
   * at once and reach the disk within a few milliseconds. False if there is no such group.
   */
  write(region: string, logGroupName: string, logStreamName: string, events: readonly InputLogEvent[]): boolean {
    const group = this.#groups.get(keyOf(region, logGroupName));
    if (group === undefined) return false;
    const now = this.host.clock.now();
    const stream =
      group.stored.streams.get(logStreamName) ?? group.logs.catalogue.addStream(group.stored, logStreamName, now);
    if (events.length > 0) group.logs.add(stream, now, events);
    return true;
  }

  /**
   * A group that a service makes by itself, as API Gateway and Lambda do when nobody declared one: it never expires and goes with the
   * stack it belongs to. The caller has authorised `logs:CreateLogGroup`. Nothing happens if the group exists.
   */
  makeGroup(stack: string, region: string, name: string): void {
    const logs = this.#stacks.get(stack);
    if (logs === undefined || this.#groups.has(keyOf(region, name))) return;
    const stored = logs.catalogue.addGroup(region, name, this.host.clock.now(), true);
    this.#groups.set(keyOf(region, name), { stored, logs, declared: undefined });
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

  async #switchOver(
    stacks: ReadonlySet<string>,
    declared: ReadonlyMap<string, DeclaredGroup>,
    policies: ReadonlyMap<string, CompiledPolicy>,
  ): Promise<void> {
    this.#policies = policies;
    const gone = [...this.#stacks.values()].filter(({ stack }) => !stacks.has(stack));
    const before = new Map(this.#groups);
    this.#groups.clear();
    for (const logs of this.#stacks.values()) {
      if (gone.includes(logs)) continue;
      for (const stored of [...logs.catalogue.groups()]) {
        const key = keyOf(stored.region, stored.name);
        const group = declared.get(key);
        const wasDeclared = before.get(key)?.declared !== undefined;
        if (group?.stack === logs.stack) this.#groups.set(key, { stored, logs, declared: group });
        else if (stored.byService && !wasDeclared) this.#groups.set(key, { stored, logs, declared: undefined });
        else logs.catalogue.removeGroup(stored);
      }
    }
    for (const [key, group] of declared) {
      const logs = this.#stacks.get(group.stack) as StackLogs;
      if (this.#groups.get(key)?.logs === logs) continue;
      const stored = logs.catalogue.addGroup(group.region, group.name, this.host.clock.now(), false);
      this.#groups.set(key, { stored, logs, declared: group });
    }
    for (const logs of gone) {
      this.#stacks.delete(logs.stack);
      await logs.destroy();
    }
  }
}

function keyOf(region: string, name: string): string {
  return `${region}:${name}`;
}
