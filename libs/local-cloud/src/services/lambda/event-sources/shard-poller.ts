import type { Host } from '../../../kernel/host.ts';
import { requestId as newRequestId } from '../../../kernel/request-id.ts';
import { KmsFailure, TooManyRequests } from '../errors.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import type { Outcome } from '../runtime/outcome.ts';
import { batchResult } from './batch-failures.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import { failedBatch } from './failed-batch.ts';
import type { ShardReader, SourceRecord } from './stream-reader.ts';

const FIRST_WAIT = 100;
const LONGEST_WAIT = 60_000;
/** Until a stream that could not be read is tried again, milliseconds. */
const RETRY_WAIT = 30_000;

/** What a poller works with. */
export interface ShardPollerOptions {
  readonly host: Pick<Host, 'clock' | 'scheduler' | 'log' | 'metrics'>;
  readonly mapping: EventSourceMapping;
  readonly shard: ShardReader;
  /** Undefined when the function is gone. */
  readonly find: () => FunctionConfiguration | undefined;
  readonly run: (configuration: FunctionConfiguration, event: string) => Promise<Outcome>;
  /** Hands the record of a batch that was given up to the destination on failure. */
  readonly handOver: (configuration: FunctionConfiguration, body: string) => Promise<void>;
  /** Where the last run stopped. */
  readonly position: string | undefined;
  readonly remember: (sequenceNumber: string) => Promise<void>;
}

interface Batch {
  readonly records: readonly SourceRecord[];
  /** Times it has failed. */
  readonly attempts: number;
}

/**
 * Reads one shard for a function, in order: nothing behind a batch is handed over before the batch is finished or given up.
 * Source: Lambda Developer Guide, "Process DynamoDB records with Lambda", "Configuring error handling".
 */
export class ShardPoller {
  readonly #options: ShardPollerOptions;
  readonly #stopListening: () => void;
  #position: string | undefined;
  #polling = false;
  #again = false;
  #stopped = false;
  #refused = '';
  #cancelRetry: (() => void) | undefined;
  #wake: (() => void) | undefined;

  constructor(options: ShardPollerOptions) {
    this.#options = options;
    this.#position = options.position;
    this.#stopListening = options.shard.onRecord(() => this.#start());
    this.#start();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelRetry?.();
    this.#stopListening();
    this.#wake?.();
  }

  #start(): void {
    if (this.#stopped) return;
    if (this.#polling) {
      this.#again = true;
      return;
    }
    this.#polling = true;
    void this.#poll()
      .catch((error: Error) => this.#report(error))
      .finally(() => {
        this.#polling = false;
        if (!this.#again) return;
        this.#again = false;
        this.#start();
      });
  }

  /** Once per reason; what could not be read is tried again later. */
  #report({ message }: Error): void {
    if (this.#stopped) return;
    const { host, mapping } = this.#options;
    this.#cancelRetry?.();
    this.#cancelRetry = host.scheduler.at(host.clock.now() + RETRY_WAIT, () => this.#start());
    if (message === this.#refused) return;
    this.#refused = message;
    host.log(`lambda: the mapping ${mapping.uuid} could not read ${mapping.sourceArn}: ${message}`);
  }

  async #poll(): Promise<void> {
    const { mapping, shard } = this.#options;
    if (mapping.batchingWindow > 0) await this.#wait(mapping.batchingWindow);
    while (!this.#stopped) {
      const records = await shard.read(this.#position, mapping.batchSize);
      this.#refused = '';
      if (records.length === 0) return;
      await this.#finish({ records, attempts: 0 });
    }
  }

  /** Runs a batch until all of it is done or given up. */
  async #finish(first: Batch): Promise<void> {
    const open = [first];
    for (let batch = open.shift(); batch !== undefined && !this.#stopped; batch = open.shift()) {
      const young = await this.#dropOld(batch);
      if (young.records.length > 0) open.unshift(...(await this.#attempt(young)));
    }
  }

  /** One invocation; what is left to be done of the batch. */
  async #attempt(batch: Batch): Promise<readonly Batch[]> {
    const { find, mapping, run } = this.#options;
    const configuration = find();
    if (configuration === undefined) {
      this.stop();
      return [];
    }
    this.#measureAge(batch, configuration);
    let outcome: Outcome;
    try {
      outcome = await run(configuration, JSON.stringify({ Records: batch.records.map(({ event }) => event) }));
    } catch (error) {
      if (!(error instanceof TooManyRequests || error instanceof KmsFailure)) throw error;
      await this.#wait(1000);
      return [batch];
    }
    if (this.#stopped) return [];
    const sequence = batch.records.map(({ sequenceNumber }) => sequenceNumber);
    const result = batchResult(outcome, mapping.reportsFailures, sequence);
    if (result === 'done') {
      await this.#pass(batch.records);
      return [];
    }
    const from = result === 'failed' ? 0 : sequence.findIndex((each) => result.has(each));
    await this.#pass(batch.records.slice(0, from));
    return this.#retry({ records: batch.records.slice(from), attempts: batch.attempts + 1 }, configuration, outcome);
  }

  async #retry(batch: Batch, configuration: FunctionConfiguration, outcome: Outcome): Promise<readonly Batch[]> {
    const { bisects, maximumRetryAttempts: most } = this.#options.mapping;
    const half = Math.ceil(batch.records.length / 2);
    if (bisects && batch.records.length > 1) {
      // Halving costs no retry: a batch that holds one bad record gets down to it.
      const attempts = batch.attempts - 1;
      return [
        { records: batch.records.slice(0, half), attempts },
        { records: batch.records.slice(half), attempts },
      ];
    }
    if (most >= 0 && batch.attempts > most) {
      await this.#giveUp(batch, configuration, 'RetryAttemptsExhausted', outcome);
      return [];
    }
    await this.#wait(Math.min(FIRST_WAIT * 2 ** Math.min(batch.attempts, 20), LONGEST_WAIT));
    return [batch];
  }

  /** Gives up what is older than the mapping wants. */
  async #dropOld(batch: Batch): Promise<Batch> {
    const { find, host, mapping } = this.#options;
    const { maximumRecordAge } = mapping;
    if (maximumRecordAge === undefined) return batch;
    const horizon = host.clock.now() - maximumRecordAge;
    const young = batch.records.findIndex(({ at }) => at >= horizon);
    const old = young === -1 ? batch.records : batch.records.slice(0, young);
    const configuration = find();
    if (old.length === 0 || configuration === undefined) return batch;
    await this.#giveUp({ ...batch, records: old }, configuration, 'RecordAgeExceeded', undefined);
    return { ...batch, records: batch.records.slice(old.length) };
  }

  async #giveUp(
    { attempts, records }: Batch,
    configuration: FunctionConfiguration,
    condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded',
    outcome: Outcome | undefined,
  ): Promise<void> {
    const { handOver, host, mapping, shard } = this.#options;
    if (mapping.onFailureArn !== undefined) {
      const body = failedBatch({
        mapping,
        shardId: shard.shardId,
        records,
        condition,
        attempts,
        outcome,
        requestId: newRequestId(),
        now: host.clock.now(),
      });
      await handOver(configuration, body);
    }
    await this.#pass(records);
  }

  async #pass(records: readonly SourceRecord[]): Promise<void> {
    const last = records.at(-1);
    if (last === undefined) return;
    await this.#options.remember(last.sequenceNumber);
    this.#position = last.sequenceNumber;
  }

  #wait(milliseconds: number): Promise<void> {
    const { clock, scheduler } = this.#options.host;
    return new Promise((resolve) => {
      const cancel = scheduler.at(clock.now() + milliseconds, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }

  #measureAge({ records }: Batch, { name, region }: FunctionConfiguration): void {
    const { clock, metrics } = this.#options.host;
    const timestamp = clock.now();
    metrics.record({
      region,
      namespace: 'AWS/Lambda',
      name: 'IteratorAge',
      dimensions: [{ FunctionName: name }],
      value: timestamp - (records.at(-1)?.at ?? timestamp),
      unit: 'Milliseconds',
      timestamp,
    });
  }
}
