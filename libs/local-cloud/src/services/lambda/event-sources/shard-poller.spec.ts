import { afterEach, describe, expect, test } from '@jest/globals';
import { ManualClock } from '../../../kernel/clock.ts';
import { createMetrics } from '../../../kernel/metrics.ts';
import { createScheduler } from '../../../kernel/scheduler.ts';
import { until } from '../../../testing/until.ts';
import { TooManyRequests } from '../errors.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import type { Outcome } from '../runtime/outcome.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import { ShardPoller } from './shard-poller.ts';
import type { SourceRecord } from './stream-reader.ts';

const mapping: EventSourceMapping = {
  stack: 'test',
  urn: 'urn',
  uuid: 'uuid',
  arn: 'arn',
  region: 'us-east-1',
  sourceArn: 'stream',
  functionArn: 'function',
  enabled: true,
  batchSize: 4,
  batchingWindow: 0,
  reportsFailures: false,
  maximumConcurrency: 1,
  startingPosition: 'TRIM_HORIZON',
  bisects: false,
  maximumRetryAttempts: -1,
};

const configuration = { name: 'f', arn: 'function', region: 'us-east-1' } as FunctionConfiguration;
const success: Outcome = { status: 'success', payload: 'null' };
const failure: Outcome = { status: 'error', payload: '{}', errorType: 'Error' };
const reporting = (...ids: string[]): Outcome => ({
  status: 'success',
  payload: JSON.stringify({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) }),
});

/** A stream in memory, and a function that answers as the test says. */
class Bench {
  readonly clock = new ManualClock();
  readonly batches: string[] = [];
  readonly given: { condition: string; start: string; end: string; attempts: number }[] = [];
  position: string | undefined;
  #records: SourceRecord[] = [];
  #listener: () => void = () => undefined;
  readonly #poller: ShardPoller;

  constructor(options: Partial<EventSourceMapping>, answer: (names: string, attempt: number) => Outcome | Error) {
    const tries = new Map<string, number>();
    const scheduler = createScheduler(this.clock, (error) => expect(error).toBeUndefined());
    this.#poller = new ShardPoller({
      host: { clock: this.clock, scheduler, log: () => undefined, metrics: createMetrics() },
      mapping: { ...mapping, ...options },
      shard: {
        shardId: 'shard',
        read: (after, limit) =>
          this.#records.filter(({ sequenceNumber }) => sequenceNumber > (after ?? '')).slice(0, limit),
        latest: () => this.#records.at(-1)?.sequenceNumber,
        onRecord: (listener) => {
          this.#listener = listener;
          return () => (this.#listener = () => undefined);
        },
      },
      find: () => configuration,
      run: (_, event) => {
        const names = (JSON.parse(event) as { Records: string[] }).Records.join('');
        this.batches.push(names);
        const attempt = (tries.get(names) ?? 0) + 1;
        tries.set(names, attempt);
        const answered = answer(names, attempt);
        return answered instanceof Error ? Promise.reject(answered) : Promise.resolve(answered);
      },
      handOver: (_, body) => {
        const { DDBStreamBatchInfo: info, requestContext } = JSON.parse(body) as {
          DDBStreamBatchInfo: { startSequenceNumber: string; endSequenceNumber: string };
          requestContext: { condition: string; approximateInvokeCount: number };
        };
        this.given.push({
          condition: requestContext.condition,
          start: info.startSequenceNumber,
          end: info.endSequenceNumber,
          attempts: requestContext.approximateInvokeCount,
        });
        return Promise.resolve();
      },
      position: undefined,
      remember: (position) => {
        this.position = position;
        return Promise.resolve();
      },
    });
  }

  /** One record per letter. */
  write(letters: string): void {
    for (const letter of letters) {
      this.#records.push({ sequenceNumber: letter, at: this.clock.now(), event: letter as unknown as object });
    }
    this.#listener();
  }

  /** Lets time go by until the shard is read up to there. */
  passing(position: string): Promise<void> {
    return until(() => {
      if (this.position !== position) this.clock.advance(1000);
      return this.position === position;
    });
  }

  stop(): void {
    this.#poller.stop();
  }
}

describe('a shard is read in order', () => {
  let bench: Bench;
  afterEach(() => bench.stop());

  test('in batches, and each record once', async () => {
    bench = new Bench({}, () => success);
    bench.write('abcdef');
    await bench.passing('f');
    bench.write('g');
    await bench.passing('g');
    expect(bench.batches.join(' ')).toBe('abcd ef g');
  });

  test('a batch that fails is tried until it succeeds; nothing overtakes it', async () => {
    bench = new Bench({}, (_, attempt) => (attempt < 4 ? failure : success));
    bench.write('abcde');
    await bench.passing('e');
    expect(bench.batches.filter((names) => names === 'abcd')).toHaveLength(4);
    expect(bench.batches.indexOf('e')).toBe(4);
    expect(bench.given).toEqual([]);
  });

  test('a batch that used up its retries is given up, told, and passed', async () => {
    bench = new Bench({ maximumRetryAttempts: 2, onFailureArn: 'queue' }, (names) =>
      names.includes('b') ? failure : success,
    );
    bench.write('abcde');
    await bench.passing('e');
    expect(bench.batches).toEqual(['abcd', 'abcd', 'abcd', 'e']);
    expect(bench.given).toEqual([{ condition: 'RetryAttemptsExhausted', start: 'a', end: 'd', attempts: 3 }]);
  });

  test('bisecting gets down to the one bad record; the good ones are done', async () => {
    bench = new Bench({ maximumRetryAttempts: 1, bisects: true, onFailureArn: 'queue' }, (names) =>
      names.includes('c') ? failure : success,
    );
    bench.write('abcd');
    await bench.passing('d');
    expect(bench.batches).toEqual(['abcd', 'ab', 'cd', 'c', 'c', 'd']);
    expect(bench.given).toEqual([{ condition: 'RetryAttemptsExhausted', start: 'c', end: 'c', attempts: 2 }]);
  });

  test('a function that reports failures is asked again from the first one on', async () => {
    bench = new Bench({ reportsFailures: true }, (names) => (names === 'abcd' ? reporting('d', 'c') : success));
    bench.write('abcd');
    await bench.passing('d');
    expect(bench.batches).toEqual(['abcd', 'cd']);
  });

  test('records that grow too old while a batch fails are given up', async () => {
    bench = new Bench({ maximumRecordAge: 60_000, onFailureArn: 'queue' }, () => failure);
    bench.write('ab');
    await bench.passing('b');
    expect(bench.given).toMatchObject([{ condition: 'RecordAgeExceeded', start: 'a', end: 'b' }]);
    expect(bench.batches.length).toBeGreaterThan(3);
  });

  test('a throttled batch waits and counts no attempt', async () => {
    bench = new Bench({ maximumRetryAttempts: 0 }, (_, attempt) =>
      attempt < 3 ? new TooManyRequests('ConcurrentInvocationLimitExceeded') : success,
    );
    bench.write('a');
    await bench.passing('a');
    expect(bench.batches).toEqual(['a', 'a', 'a']);
    expect(bench.given).toEqual([]);
  });

  test('a batching window collects what comes within it', async () => {
    bench = new Bench({ batchingWindow: 5000 }, () => success);
    bench.write('a');
    bench.write('b');
    await bench.passing('b');
    expect(bench.batches).toEqual(['ab']);
  });
});
