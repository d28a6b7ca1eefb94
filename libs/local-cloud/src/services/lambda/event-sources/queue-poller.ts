import { denial } from '../../../gateway/denial.ts';
import type { Host } from '../../../kernel/host.ts';
import type { IdentityPrincipal } from '../../../kernel/principal.ts';
import { sqs, type ReceivedMessage } from '../../sqs/index.ts';
import { KmsFailure, TooManyRequests } from '../errors.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import { functionSession } from '../function-session.ts';
import type { Invoker } from '../invoker.ts';
import type { Outcome } from '../runtime/outcome.ts';
import { batchResult } from './batch-failures.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';

/** Messages one receive brings at most. */
const MOST_RECEIVED = 10;
/** Until a queue that could not be read is tried again, milliseconds. */
const RETRY_WAIT = 30_000;
/** Between two attempts to hand over a batch for which the function has no place, milliseconds. */
const THROTTLED_WAIT = 1000;

/**
 * Reads a queue for a function, as the function's role: each batch is one invocation, and what it finishes is deleted. What it does
 * not finish comes back when its visibility timeout has passed, and goes to the queue's dead letters in the end.
 */
export class QueuePoller {
  readonly #host: Host;
  readonly #invoker: Invoker;
  readonly #find: (functionArn: string) => FunctionConfiguration | undefined;
  readonly #mapping: EventSourceMapping;
  readonly #stopListening: () => void;
  #running = 0;
  #again = false;
  #waiting = false;
  #stopped = false;
  #refused = '';
  #cancelRetry: (() => void) | undefined;
  readonly #wakes = new Set<() => void>();

  constructor(
    host: Host,
    invoker: Invoker,
    find: (functionArn: string) => FunctionConfiguration | undefined,
    mapping: EventSourceMapping,
  ) {
    this.#host = host;
    this.#invoker = invoker;
    this.#find = find;
    this.#mapping = mapping;
    this.#stopListening = host.state(sqs).onArrival(mapping.sourceArn, () => this.#arrived());
    this.#arrived();
  }

  stop(): void {
    this.#stopped = true;
    this.#stopListening();
    this.#cancelRetry?.();
    for (const wake of this.#wakes) wake();
  }

  #arrived(): void {
    const { batchingWindow } = this.#mapping;
    if (batchingWindow === 0) return this.#start();
    if (this.#waiting) return;
    this.#waiting = true;
    this.#host.scheduler.at(this.#host.clock.now() + batchingWindow, () => {
      this.#waiting = false;
      this.#start();
    });
  }

  #start(): void {
    if (this.#stopped) return;
    if (this.#running >= this.#atATime()) {
      this.#again = true;
      return;
    }
    this.#running++;
    void this.#poll()
      .catch((error: Error) => this.#report(error))
      .finally(() => {
        this.#running--;
        if (!this.#again) return;
        this.#again = false;
        this.#start();
      });
  }

  /** More batches than the function may run at a time would only be throttled. */
  #atATime(): number {
    const { functionArn, maximumConcurrency } = this.#mapping;
    return Math.min(maximumConcurrency, Math.max(1, this.#find(functionArn)?.reservedConcurrency ?? Infinity));
  }

  /** Takes batches until there is nothing left. */
  async #poll(): Promise<void> {
    while (!this.#stopped) {
      const configuration = this.#find(this.#mapping.functionArn);
      const principal = configuration && functionSession(this.#host, configuration);
      if (configuration === undefined || principal === undefined) return;
      const messages = await this.#receive(principal);
      if (messages.length === 0) return;
      this.#refused = '';
      // There may be more than this poller can take.
      if (messages.length === this.#mapping.batchSize) this.#start();
      await this.#process(configuration, principal, messages);
    }
  }

  async #receive(principal: IdentityPrincipal): Promise<readonly ReceivedMessage[]> {
    const { batchSize, sourceArn } = this.#mapping;
    const messages: ReceivedMessage[] = [];
    while (messages.length < batchSize) {
      const wanted = Math.min(MOST_RECEIVED, batchSize - messages.length);
      const received = await this.#host.state(sqs).receive(sourceArn, wanted, { principal });
      messages.push(...received);
      if (received.length < wanted) break;
    }
    return messages;
  }

  async #process(
    configuration: FunctionConfiguration,
    principal: IdentityPrincipal,
    messages: readonly ReceivedMessage[],
  ): Promise<void> {
    const { reportsFailures } = this.#mapping;
    const outcome = await this.#run(configuration, messages);
    if (outcome === undefined) return;
    const result = batchResult(
      outcome,
      reportsFailures,
      messages.map(({ messageId }) => messageId),
    );
    if (result === 'failed') return;
    const finished = result === 'done' ? messages : messages.filter(({ messageId }) => !result.has(messageId));
    this.#mayDelete(principal);
    await Promise.all(
      finished.map(({ receiptHandle }) => this.#host.state(sqs).delete(this.#mapping.sourceArn, receiptHandle)),
    );
  }

  /**
   * Hands a batch over; undefined if that was not possible while its messages were hidden, after which they come back by themselves.
   * A function that is throttled, or whose variables cannot be decrypted, is tried again with the same batch: taking others would
   * use up their receives.
   * Source: Lambda Developer Guide, "Using Lambda with Amazon SQS", "Backoff strategy for throttled invocations".
   */
  async #run(configuration: FunctionConfiguration, messages: readonly ReceivedMessage[]): Promise<Outcome | undefined> {
    const { functionArn, sourceArn } = this.#mapping;
    const { clock } = this.#host;
    const hiddenUntil = clock.now() + this.#host.state(sqs).queue(sourceArn).configuration.visibilityTimeout;
    const event = this.#event(messages);
    do {
      try {
        return (await this.#invoker.run(configuration, { functionArn, event })).outcome;
      } catch (error) {
        if (!(error instanceof TooManyRequests || error instanceof KmsFailure)) throw error;
      }
      await this.#wait(Math.min(THROTTLED_WAIT, hiddenUntil - clock.now()));
    } while (!this.#stopped && clock.now() < hiddenUntil);
    return undefined;
  }

  /** Ends early when the poller is stopped. */
  #wait(milliseconds: number): Promise<void> {
    const { clock, scheduler } = this.#host;
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        this.#wakes.delete(wake);
        resolve();
      };
      const cancel = scheduler.at(clock.now() + milliseconds, wake);
      this.#wakes.add(wake);
    });
  }

  #mayDelete(principal: IdentityPrincipal): void {
    const { region, sourceArn } = this.#mapping;
    const permission = { action: 'sqs:DeleteMessage', resource: sourceArn };
    const decision = this.#host.authorise({ principal, region, permission });
    if (decision.verdict !== 'Allowed') throw denial('json-1.0', principal, permission, decision);
  }

  /** Source: Lambda Developer Guide, "Using Lambda with Amazon SQS", "Example standard queue message event". */
  #event(messages: readonly ReceivedMessage[]): string {
    const { region, sourceArn } = this.#mapping;
    const records = messages.map(({ messageAttributes, md5OfMessageAttributes, ...message }) => ({
      messageId: message.messageId,
      receiptHandle: message.receiptHandle,
      body: message.body,
      attributes: message.attributes,
      messageAttributes: Object.fromEntries(
        Object.entries(messageAttributes).map(([name, attribute]) => [
          name,
          { ...attribute, stringListValues: [], binaryListValues: [] },
        ]),
      ),
      ...(md5OfMessageAttributes !== undefined && { md5OfMessageAttributes }),
      md5OfBody: message.md5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: sourceArn,
      awsRegion: region,
    }));
    return JSON.stringify({ Records: records });
  }

  /** Once per reason: a role that may not read its queue would say so on every arrival. */
  #report({ message }: Error): void {
    if (this.#stopped) return;
    // One wait, however many polls were refused.
    this.#cancelRetry ??= this.#host.scheduler.at(this.#host.clock.now() + RETRY_WAIT, () => {
      this.#cancelRetry = undefined;
      this.#start();
    });
    if (message === this.#refused) return;
    this.#refused = message;
    this.#host.log(`lambda: the mapping ${this.#mapping.uuid} could not read ${this.#mapping.sourceArn}: ${message}`);
  }
}
