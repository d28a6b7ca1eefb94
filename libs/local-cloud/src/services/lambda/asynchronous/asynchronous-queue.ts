import type { Host } from '../../../kernel/host.ts';
import { requestId as newRequestId } from '../../../kernel/request-id.ts';
import { KmsFailure, TooManyRequests } from '../errors.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import type { Invoker, InvokeRequest } from '../invoker.ts';
import type { Outcome } from '../runtime/outcome.ts';
import { handOver, type Parcel } from '../hand-over.ts';
import { EventJournal } from './event-journal.ts';
import { defaultEventSettings, type EventSettings } from './event-settings.ts';
import { deadLetter, invocationRecord } from './outcome-record.ts';
import type { GaveUp, QueuedEvent } from './queued-event.ts';

const MINUTE = 60_000;
/** Waits before the two retries of a function error. Source: Lambda Developer Guide, "Invoking functions asynchronously". */
const RETRY_WAITS = [MINUTE, 2 * MINUTE];
const LONGEST_WAIT = 5 * MINUTE;
/** Events of one function that run at a time; more would only wait for an environment. */
const AT_A_TIME = 64;

/** What the queue needs to know about functions. */
export interface QueueFunctions {
  find(functionArn: string): FunctionConfiguration | undefined;
  settings(functionArn: string): EventSettings | undefined;
}

interface Line {
  readonly waiting: QueuedEvent[];
  running: number;
}

/**
 * Events whose callers do not wait. An event is on disk before it is taken, and leaves it when it has been run or handed to a
 * destination: a cloud that is killed runs again what it had not finished.
 */
export class AsynchronousQueue {
  readonly #host: Host;
  readonly #invoker: Invoker;
  readonly #functions: QueueFunctions;
  readonly #journals = new Map<string, EventJournal>();
  /** By function ARN. */
  readonly #lines = new Map<string, Line>();
  #closed = false;

  constructor(host: Host, invoker: Invoker, functions: QueueFunctions) {
    this.#host = host;
    this.#invoker = invoker;
    this.#functions = functions;
  }

  /** Opens what the stacks left on disk; may fail, and changes nothing yet. */
  prepare(stacks: Iterable<string>): void {
    for (const stack of stacks) {
      if (!this.#journals.has(stack)) this.#journals.set(stack, new EventJournal(this.#host, stack));
    }
  }

  /** Forgets the events of other stacks; their files go with them. */
  async follow(stacks: ReadonlySet<string>): Promise<void> {
    for (const [stack, journal] of this.#journals) {
      if (stacks.has(stack)) continue;
      this.#journals.delete(stack);
      await journal.close();
    }
  }

  /** Goes on with what an earlier process left. */
  resume(): void {
    for (const journal of this.#journals.values()) {
      for (const event of journal.takeRecovered()) this.#schedule(event);
    }
  }

  /** Takes an event; resolves once it cannot get lost any more. */
  async add({ stack }: FunctionConfiguration, request: InvokeRequest & { readonly requestId: string }): Promise<void> {
    const now = this.#host.clock.now();
    const event = { request, receivedAt: now, failures: 0, throttles: 0, dueAt: now };
    await this.#journal(stack).put(event);
    this.#schedule(event);
  }

  /** Nothing new is run from now on; what runs now and ends with its environment counts as not run. */
  stop(): void {
    this.#closed = true;
  }

  async close(): Promise<void> {
    for (const journal of this.#journals.values()) await journal.close();
  }

  #journal(stack: string): EventJournal {
    let journal = this.#journals.get(stack);
    if (journal === undefined) {
      journal = new EventJournal(this.#host, stack);
      this.#journals.set(stack, journal);
    }
    return journal;
  }

  #schedule(event: QueuedEvent): void {
    if (event.dueAt > this.#host.clock.now()) {
      this.#host.scheduler.at(event.dueAt, () => this.#enqueue(event));
    } else this.#enqueue(event);
  }

  #enqueue(event: QueuedEvent): void {
    const { functionArn } = event.request;
    let line = this.#lines.get(functionArn);
    if (line === undefined) {
      line = { waiting: [], running: 0 };
      this.#lines.set(functionArn, line);
    }
    line.waiting.push(event);
    this.#pump(functionArn, line);
  }

  #pump(functionArn: string, line: Line): void {
    while (!this.#closed && line.running < AT_A_TIME) {
      const event = line.waiting.shift();
      if (event === undefined) break;
      line.running++;
      void this.#run(event)
        .catch((error: unknown) => {
          if (!this.#closed) this.#host.log(`lambda: an asynchronous event was not finished: ${String(error)}`);
        })
        .finally(() => {
          line.running--;
          this.#pump(functionArn, line);
        });
    }
    if (line.running === 0 && line.waiting.length === 0) this.#lines.delete(functionArn);
  }

  async #run(event: QueuedEvent): Promise<void> {
    const { request } = event;
    const configuration = this.#functions.find(request.functionArn);
    if (configuration === undefined) return this.#forget(event);
    const settings = this.#functions.settings(configuration.arn) ?? defaultEventSettings;
    if (this.#host.clock.now() - event.receivedAt > settings.maximumEventAge) {
      return this.#giveUp(event, configuration, settings, 'EventAgeExceeded', undefined);
    }
    let outcome: Outcome;
    try {
      ({ outcome } = await this.#invoker.run(configuration, request));
    } catch (error) {
      if (this.#closed) return;
      if (!(error instanceof TooManyRequests || error instanceof KmsFailure)) {
        this.#host.log(
          `lambda: an event of ${configuration.arn} could not be run, and is tried again: ${String(error)}`,
        );
      }
      const throttles = event.throttles + 1;
      return this.#later({ ...event, throttles }, configuration, Math.min(500 * 2 ** throttles, LONGEST_WAIT));
    }
    // What ends with the cloud has not been run: it is run again.
    if (this.#closed) return;
    // Its stack may have gone meanwhile: nothing of it is written any more.
    if (this.#functions.find(request.functionArn) === undefined) return this.#forget(event);
    if (outcome.status === 'success') return this.#succeed(event, configuration, settings, outcome);
    const failed = { ...event, failures: event.failures + 1 };
    if (failed.failures > settings.maximumRetryAttempts) {
      return this.#giveUp(failed, configuration, settings, 'RetriesExhausted', outcome);
    }
    return this.#later(failed, configuration, RETRY_WAITS[failed.failures - 1] ?? LONGEST_WAIT);
  }

  /** The function was deleted while its event waited. */
  async #forget({ request: { requestId } }: QueuedEvent): Promise<void> {
    for (const journal of this.#journals.values()) if (journal.has(requestId)) await journal.done(requestId);
  }

  async #later(event: QueuedEvent, { arn, stack }: FunctionConfiguration, wait: number): Promise<void> {
    const waiting = { ...event, dueAt: this.#host.clock.now() + wait };
    try {
      await this.#journal(stack).put(waiting);
    } catch (error) {
      // It waits in memory all the same; on disk it is as it was before.
      if (this.#closed) throw error;
      this.#host.log(`lambda: what became of an event of ${arn} was not written: ${(error as Error).message}`);
    }
    this.#schedule(waiting);
  }

  async #succeed(
    event: QueuedEvent,
    configuration: FunctionConfiguration,
    { onSuccessArn }: EventSettings,
    outcome: Outcome,
  ): Promise<void> {
    const now = this.#host.clock.now();
    if (onSuccessArn !== undefined) {
      const record = invocationRecord(event, configuration.arn, 'Success', outcome, now);
      await this.#handOver(configuration, onSuccessArn, record);
    }
    await this.#journal(configuration.stack).done(event.request.requestId);
  }

  async #giveUp(
    event: QueuedEvent,
    configuration: FunctionConfiguration,
    { deadLetterArn, onFailureArn }: EventSettings,
    condition: GaveUp,
    outcome: Outcome | undefined,
  ): Promise<void> {
    const now = this.#host.clock.now();
    if (onFailureArn !== undefined) {
      const record = invocationRecord(event, configuration.arn, condition, outcome, now);
      await this.#handOver(configuration, onFailureArn, record);
    }
    if (deadLetterArn !== undefined) await this.#handOver(configuration, deadLetterArn, deadLetter(event, outcome));
    await this.#journal(configuration.stack).done(event.request.requestId);
  }

  /** A target that cannot take a parcel loses it, as on AWS: the operator is told. */
  async #handOver(configuration: FunctionConfiguration, targetArn: string, parcel: Parcel): Promise<void> {
    try {
      await handOver(this.#host, configuration, targetArn, parcel, (arn, event) => this.#chain(arn, event));
    } catch (error) {
      const { arn } = configuration;
      this.#host.log(`lambda: ${arn} could not hand an event to ${targetArn}: ${(error as Error).message}`);
      this.#measure(configuration, 'DeadLetterErrors');
    }
  }

  async #chain(functionArn: string, event: string): Promise<void> {
    const configuration = this.#functions.find(functionArn);
    if (configuration === undefined) throw new Error(`Function not found: ${functionArn}`);
    await this.add(configuration, { functionArn, event, requestId: newRequestId() });
  }

  #measure({ name, region }: FunctionConfiguration, metric: string): void {
    this.#host.metrics.record({
      region,
      namespace: 'AWS/Lambda',
      name: metric,
      dimensions: [{ FunctionName: name }, {}],
      value: 1,
      unit: 'Count',
      timestamp: this.#host.clock.now(),
    });
  }
}
