import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventHandler } from '@palisade/lambda-kit';
import { captureLogs, lambdaContext, lambdaEnvironment, type CapturedLogs } from '@palisade/lambda-kit/testing';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import fc from 'fast-check';
import { startFakeSns, type FakeSns } from './testing/fake-sns.ts';
import { item, record, streamEvent } from './testing/stream-event.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:documents-test';

let sns: FakeSns;
let handler: EventHandler<DynamoDBStreamEvent, DynamoDBBatchResponse>;
let logs: CapturedLogs;

beforeAll(async () => {
  sns = await startFakeSns();
  Object.assign(process.env, {
    TOPIC_ARN: TOPIC,
    AWS_ENDPOINT_URL: sns.endpoint,
    ...lambdaEnvironment,
  });
  logs = captureLogs();
  ({ handler } = await import('./handler.ts'));
});
afterAll(async () => {
  logs.restore();
  await sns.close();
});
beforeEach(() => logs.clear());
afterEach(() => sns.reset());

const handle = (records: DynamoDBRecord[], remainingMillis = 10_000) =>
  handler(streamEvent(...records), lambdaContext({ getRemainingTimeInMillis: () => remainingMillis }));

/** The processing of document `n` ends, at sequence number `n`. */
const ended = (n: number, status = 'processed') =>
  record(n, item({ documentId: `d${n}`, status: 'processing', version: 3 }), item({ documentId: `d${n}`, status }));
const failedAt = (...numbers: number[]) => ({
  batchItemFailures: numbers.map((number) => ({ itemIdentifier: String(number) })),
});
const publishedIds = () => sns.published.map(({ message }) => (message as { documentId: string }).documentId);

describe('a batch', () => {
  test('is published, each change with what filters need', async () => {
    expect(await handle([ended(1), ended(2, 'deleted')])).toEqual(failedAt());
    const messages = [...sns.published].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
    expect(messages).toEqual([
      {
        topicArn: TOPIC,
        attributes: { status: 'processed', ownerId: 'client-1' },
        message: expect.objectContaining({ documentId: 'd1', previousStatus: 'processing', version: 4 }),
      },
      {
        topicArn: TOPIC,
        attributes: { status: 'deleted', ownerId: 'client-1' },
        message: expect.objectContaining({ documentId: 'd2', status: 'deleted' }),
      },
    ]);
  });

  test('says nothing of a document to the topic or the log', async () => {
    await handle([ended(1)]);
    expect(JSON.stringify(sns.published) + logs.text()).not.toContain('CANARY');
    expect(logs.lines()).toEqual([
      expect.objectContaining({ message: 'event completed', service: 'document-notifier', records: 1, published: 1 }),
    ]);
  });

  test('without a change is no call', async () => {
    const unchanged = record(1, item(), item({ version: 5 }));
    expect(await handle([unchanged, record(2, null, item({ status: 'received' })), record(3, item(), null)])).toEqual(
      failedAt(),
    );
    expect(sns.requests).toEqual([]);
    expect(await handle([])).toEqual(failedAt());
  });

  test('delivered twice has the same change ids, which is how receivers know', async () => {
    const ids = async () => {
      sns.reset();
      await handle([ended(1), ended(2)]);
      return sns.published.map(({ message }) => (message as { changeId: string }).changeId).sort();
    };
    expect(await ids()).toEqual(['d1:4', 'd2:4']);
    expect(await ids()).toEqual(['d1:4', 'd2:4']);
  });
});

describe('when publishing fails', () => {
  test('the first record that failed is reported, and nothing after its group is tried', async () => {
    sns.refuse(({ message }) => ['d3', 'd5'].includes((message as { documentId: string }).documentId));
    expect(await handle(Array.from({ length: 25 }, (_, i) => ended(i + 1)))).toEqual(failedAt(3));
    expect(publishedIds()).not.toContain('d11');
    expect(logs.lines()).toEqual([
      ...[3, 5].map((n) =>
        expect.objectContaining({
          level: 'ERROR',
          message: 'record failed',
          document_id: `d${n}`,
          sequence_number: String(n),
          problem: 'topic-unavailable',
          cause: expect.objectContaining({ name: 'AuthorizationErrorException' }),
        }),
      ),
      expect.objectContaining({ message: 'event completed', records: 25, published: 8, failed_at: '3' }),
    ]);
  });

  test('for a passing reason, it is tried again', async () => {
    sns.faults.push({ status: 503, code: 'ServiceUnavailable' });
    expect(await handle([ended(1)])).toEqual(failedAt());
    expect(publishedIds()).toEqual(['d1']);
  });

  test('for every attempt, the record is reported', async () => {
    sns.faults.push(...Array.from({ length: 3 }, () => ({ status: 500, code: 'InternalFailure' })));
    expect(await handle([ended(1)])).toEqual(failedAt(1));
    expect(sns.requests).toHaveLength(3);
  });

  test('because nothing answers, Lambda is told before it ends the invocation', async () => {
    sns.faults.push('hang');
    expect(await handle([ended(1)], 1_200)).toEqual(failedAt(1));
    expect(publishedIds()).toEqual([]);
  });

  test('a record that is no document’s is reported, not skipped', async () => {
    const poison = record(2, null, item({ documentId: 'd2', ownerId: undefined }));
    expect(await handle([ended(1), poison, ended(3)])).toEqual(failedAt(2));
    expect(logs.lines()[0]).toMatchObject({ problem: 'malformed-record', document_id: 'd2' });
    expect(logs.text()).not.toContain('CANARY');
  });

  test('retrying from what is reported publishes everything, whichever fail and how often', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.nat(40), { maxLength: 12 }),
        async (length, failures) => {
          sns.reset();
          const toFail = [...failures];
          sns.refuse(({ message }) => {
            const at = toFail.findIndex((n) => `d${n}` === (message as { documentId: string }).documentId);
            if (at >= 0) toFail.splice(at, 1);
            return at >= 0;
          });
          let rest = Array.from({ length }, (_, i) => ended(i + 1));
          for (let attempt = 0; rest.length > 0; attempt++) {
            expect(attempt).toBeLessThan(60);
            const { batchItemFailures } = await handle(rest);
            const from = batchItemFailures[0]?.itemIdentifier;
            rest = from === undefined ? [] : rest.filter((one) => Number(one.dynamodb?.SequenceNumber) >= Number(from));
          }
          expect(new Set(publishedIds()).size).toBe(length);
        },
      ),
      { numRuns: 20 },
    );
  });
});
