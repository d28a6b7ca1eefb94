import type { DoorCall, RefusedDeployment, ServiceCall } from '../../kernel/activity.ts';
import type { Host } from '../../kernel/host.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { TrailChecks } from './checks/trail-problems.ts';
import { deliver } from './delivery/deliver.ts';
import { deliverDigests } from './delivery/digest.ts';
import { openDigestKey, readDigestKey, type DigestKey } from './delivery/digest-key.ts';
import { classify, type EventKind } from './events/classify.ts';
import type { CloudtrailEvent } from './events/cloudtrail-event.ts';
import { doorEvent } from './events/door-event.ts';
import { refusedEvents } from './events/refused-deployment.ts';
import { kindOfServiceCall, serviceEvent } from './events/service-event.ts';
import { EventHistory } from './history/event-history.ts';
import { declaredTrails, type DeclaredTrail } from './trails/declared-trails.ts';
import { Trail } from './trails/trail.ts';

/** CloudTrail delivers "within an average of about 5 minutes"; digests come hourly. */
export const DELIVERY_INTERVAL = 5 * 60_000;
export const DIGEST_INTERVAL = 60 * 60_000;
/** Bytes of waiting events at which a trail does not wait for the next delivery. */
const FULL_FILE = 8 * 1024 * 1024;

/**
 * What happened in the cloud: the event history of the account, which needs no trail, and the trails of all stacks with the events
 * they have recorded and not delivered yet.
 */
export class CloudtrailState implements ServiceState {
  readonly host: Host;
  readonly history: EventHistory;
  readonly #directory: string;
  readonly #unsubscribe: () => void;
  #trails: ReadonlyMap<string, Trail> = new Map();
  /** Types of data events that some trail records; all others cost one look-up. */
  #dataTypes: ReadonlySet<string> = new Set();
  #digestKey: DigestKey | undefined;
  /** Trails that a request has just stopped, until its event is recorded. */
  readonly #stopping = new Map<string, Trail>();
  #opening = true;

  constructor(host: Host) {
    this.host = host;
    this.#directory = host.accountDirectory('cloudtrail');
    this.history = new EventHistory(host, this.#directory);
    this.#unsubscribe = host.activity.listen({
      door: (call) => this.#onRequest(call),
      service: (call) => this.#onServiceCall(call),
      refused: (deployment) => this.#onRefused(deployment),
    });
    host.scheduler.every(DELIVERY_INTERVAL, () => this.deliver());
    host.scheduler.every(DIGEST_INTERVAL, () => this.#digest());
  }

  interpret(view: CloudView): () => Promise<void> {
    const { problems, trails: declared } = declaredTrails(view, this.host.accountId);
    const opening = this.#opening;
    const checks = new TrailChecks(view, this.host);
    const found = [
      ...problems,
      ...[...declared.values()]
        .filter((trail) => !opening && this.#isChanged(trail))
        .flatMap((trail) => checks.problems(trail).map((message) => ({ urn: trail.urn, message }))),
    ];
    if (found.length > 0) throw new ApplyError(found);
    return () => this.#switchOver(declared, opening);
  }

  /** Trails by ARN. */
  get trails(): ReadonlyMap<string, Trail> {
    return this.#trails;
  }

  /** The pair that signs digests; undefined before the first. */
  get digestKey(): DigestKey | undefined {
    return (this.#digestKey ??= readDigestKey(this.#directory));
  }

  /**
   * Starts or stops a trail until the program says something else. Throws when the disk refuses. A trail records the event of the very
   * request that stops it.
   */
  switchLogging(trail: Trail, logging: boolean, now: number, requestId: string): void {
    if (trail.status.logging && !logging) this.#stopping.set(requestId, trail);
    trail.switch(logging, now);
  }

  /** Delivers everything that waits; resolves once that is done. */
  async deliver(): Promise<void> {
    await Promise.all([...this.#trails.values()].map((trail) => this.#deliver(trail)));
  }

  /** Resolves once deliveries under way are done, and everything recorded can be looked up. */
  async settle(): Promise<void> {
    for (const trail of this.#trails.values()) await trail.delivering;
    await this.history.settle();
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    for (const trail of this.#trails.values()) await trail.close();
    await this.history.close();
  }

  #onRequest(call: DoorCall): void {
    const { operation, requestId } = call.exchange;
    const kind = operation === undefined ? undefined : classify(call.service, operation);
    if (kind !== undefined && this.#isWanted(kind))
      this.#record(() => doorEvent(call, kind, this.host), this.#stopping.get(requestId));
    this.#stopping.delete(requestId);
  }

  #onServiceCall(call: ServiceCall): void {
    const kind = kindOfServiceCall(call);
    if (kind === undefined || !this.#isWanted(kind)) return;
    this.#record(() => serviceEvent(call, kind, this.host.clock.now(), this.host));
  }

  #onRefused(deployment: RefusedDeployment): void {
    for (const make of refusedEvents(deployment, this.host)) this.#record(make);
  }

  #isWanted({ dataType }: EventKind): boolean {
    return dataType === undefined || this.#dataTypes.has(dataType);
  }

  /** Nobody who is observed may suffer from it. */
  #record(make: () => CloudtrailEvent, stopping?: Trail): void {
    try {
      const event = make();
      if (event.category === 'Management') this.history.add(event);
      for (const trail of this.#trails.values()) {
        if (!(trail === stopping ? trail.selects(event) : trail.records(event))) continue;
        trail.pending.add({ region: event.region, at: event.at, text: event.text });
        if (trail.pending.bytes > FULL_FILE) this.#deliverSoon(trail);
      }
    } catch (error) {
      this.host.log(`cloudtrail: an event was not recorded: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  readonly #soon = new Set<Trail>();

  #deliverSoon(trail: Trail): void {
    if (this.#soon.has(trail)) return;
    this.#soon.add(trail);
    void this.#deliver(trail).finally(() => this.#soon.delete(trail));
  }

  #deliver(trail: Trail): Promise<void> {
    return this.#next(trail, () => deliver(this.host, trail));
  }

  async #digest(): Promise<void> {
    const { clock } = this.host;
    const openKey = (): DigestKey => (this.#digestKey ??= openDigestKey(this.#directory, clock.now()));
    const all = [...this.#trails.values()];
    await Promise.all(all.map((trail) => this.#next(trail, () => deliverDigests(this.host, trail, openKey))));
    this.history.sweep();
  }

  #next(trail: Trail, work: () => Promise<void>): Promise<void> {
    trail.delivering = trail.delivering
      .then(work)
      .catch((error: unknown) =>
        this.host.log(`cloudtrail: the trail ${trail.declared.name} could not deliver: ${(error as Error).message}`),
      );
    return trail.delivering;
  }

  /** AWS checks a trail when it is made or changed, not when the things it needs change later. */
  #isChanged(trail: DeclaredTrail): boolean {
    const before = this.#trails.get(trail.arn)?.declared;
    return (
      before === undefined ||
      before.identity !== trail.identity ||
      before.bucket !== trail.bucket ||
      before.prefix !== trail.prefix ||
      before.validation !== trail.validation ||
      before.kmsKeyId !== trail.kmsKeyId ||
      before.logs?.groupArn !== trail.logs?.groupArn ||
      before.logs?.roleArn !== trail.logs?.roleArn
    );
  }

  async #switchOver(declared: ReadonlyMap<string, DeclaredTrail>, opening: boolean): Promise<void> {
    const before = this.#trails;
    const trails = new Map<string, Trail>();
    const gone: Trail[] = [];
    for (const [arn, trail] of before) {
      const next = declared.get(arn);
      if (next === undefined || next.stack !== trail.declared.stack) gone.push(trail);
    }
    this.#trails = new Map([...before].filter(([, trail]) => !gone.includes(trail)));
    // S3 has switched over already: what waits still goes out if the bucket outlives its trail.
    for (const trail of gone) {
      await this.#deliver(trail);
      await trail.remove();
    }
    for (const [arn, next] of declared) {
      const trail = this.#trails.get(arn) ?? new Trail(this.host, next);
      trail.follow(next, this.host.clock.now());
      trails.set(arn, trail);
    }
    this.#trails = trails;
    this.#dataTypes = new Set([...trails.values()].flatMap((trail) => [...trail.declared.selection.dataTypes]));
    if (opening) this.#opening = false;
  }
}
