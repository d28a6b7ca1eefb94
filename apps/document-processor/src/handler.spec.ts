import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { attributes, plain, type EventHandler } from '@palisade/lambda-kit';
import {
  captureLogs,
  lambdaContext,
  lambdaEnvironment,
  startFakeDynamodb,
  startFakeS3,
  type CapturedLogs,
  type FakeDynamodb,
  type FakeS3,
} from '@palisade/lambda-kit/testing';
import type { DocumentRecord } from '@palisade/shared-types';
import type { S3Event, S3EventRecord } from 'aws-lambda';
import type { Summary } from './process-documents.ts';
import { arrivalRecord, BUCKET, entryOf, s3Event, TABLE } from './testing/entry.ts';
import { pdf, png } from './testing/samples.ts';

const id = '22d37064-062d-4454-a981-08fe39751174';
const other = '33d37064-062d-4454-a981-08fe39751174';
const bytes = Buffer.from('one\ntwo CANARY\n');

let dynamodb: FakeDynamodb;
let s3: FakeS3;
let logs: CapturedLogs;
let handler: EventHandler<S3Event, Summary>;

beforeAll(async () => {
  dynamodb = await startFakeDynamodb({ [TABLE]: { key: 'documentId' } });
  s3 = await startFakeS3();
  Object.assign(process.env, {
    DOCUMENTS_TABLE: TABLE,
    BUCKET_NAME: BUCKET,
    MAX_DOCUMENT_BYTES: '1048576',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    ...lambdaEnvironment,
  });
  logs = captureLogs();
  ({ handler } = (await import('./handler.ts')) as unknown as { handler: EventHandler<S3Event, Summary> });
});
afterAll(async () => {
  logs.restore();
  await Promise.all([dynamodb.close(), s3.close()]);
});
beforeEach(() => logs.clear());
afterEach(() => {
  dynamodb.reset();
  s3.reset();
});

const put = (entry: DocumentRecord) => dynamodb.tables.get(TABLE)?.set(entry.documentId, attributes({ ...entry }));
const entry = (documentId = id) =>
  plain(dynamodb.tables.get(TABLE)?.get(documentId) ?? {}) as unknown as DocumentRecord;

/** A document of these bytes arrives; what S3 says of it. */
const arrives = (content: Buffer = bytes, more: Partial<DocumentRecord> = {}, documentId = id): S3EventRecord => {
  const given = entryOf(documentId, content, more);
  put(given);
  const { eTag } = s3.put(`/${BUCKET}/${given.key}`, content);
  return arrivalRecord({ key: encodeURIComponent(given.key), size: content.length, eTag: eTag.replaceAll('"', '') });
};
const handle = (records: S3EventRecord[], remainingMillis = 60_000) =>
  handler(s3Event(...records), lambdaContext({ getRemainingTimeInMillis: () => remainingMillis }));
const failure = async (records: S3EventRecord[], remainingMillis?: number): Promise<Error> => {
  const outcome: unknown = await handle(records, remainingMillis).catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome;
  throw new Error('The event was handled.');
};
const outcomes = () => logs.lines().flatMap((line) => (line['outcome'] === undefined ? [] : [line['outcome']]));
const updates = () => dynamodb.calls().filter((call) => call.startsWith('UpdateItem')).length;

describe('a document that arrives', () => {
  test('is claimed, examined, and its entry says what is in it', async () => {
    const arrival = arrives();
    expect(await handle([arrival])).toEqual({ records: 1, done: 1 });
    const { expiresAt: _, ...before } = entryOf(id, bytes);
    expect(entry()).toEqual({
      ...before,
      status: 'processed',
      version: 4,
      updatedAt: expect.any(String),
      eTag: `"${arrival.s3.object.eTag}"`,
      properties: { format: 'text', encoding: 'ascii', lines: 2 },
    });
    expect(dynamodb.calls()).toEqual([`GetItem ${TABLE}`, `UpdateItem ${TABLE}`, `UpdateItem ${TABLE}`]);
    expect(s3.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([`GET /${BUCKET}/incoming/22d3/${id}`]);
  });

  test('leaves a line of ids and sizes, and nothing of what it is', async () => {
    await handle([arrives()]);
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        message: 'document examined',
        service: 'document-processor',
        document_id: id,
        size: bytes.length,
        outcome: 'processed',
        format: 'text',
      }),
      expect.objectContaining({ message: 'event completed', records: 1, done: 1 }),
    ]);
    expect(logs.text()).not.toContain('CANARY');
  });

  test.each<[string, () => Buffer | Promise<Buffer>, string, object]>([
    ['PDF', () => pdf(2), 'application/pdf', { format: 'pdf', pages: 2 }],
    ['PNG', () => png(3, 4), 'image/png', { format: 'png', width: 3, height: 4 }],
  ])('may be a %s', async (_name, make, contentType, properties) => {
    await handle([arrives(await make(), { contentType })]);
    expect(entry()).toMatchObject({ status: 'processed', properties });
  });

  test('may arrive before the API has marked it', async () => {
    await handle([arrives(bytes, { status: 'pending-upload', version: 1 })]);
    expect(entry()).toMatchObject({ status: 'processed', version: 3 });
  });

  test('is examined when an attempt before this one began and did not end', async () => {
    await handle([arrives(bytes, { status: 'processing', version: 3 })]);
    expect(entry()).toMatchObject({ status: 'processed', version: 4 });
    expect(updates()).toBe(1);
  });
});

describe('a document fails, and the event does not:', () => {
  test.each<[string, () => S3EventRecord, string]>([
    ['another type than declared', () => arrives(png(2, 2)), 'type-mismatch'],
    ['nothing in it', () => arrives(Buffer.alloc(0)), 'empty'],
    ['cut', () => arrives(png(20, 20).subarray(0, 60), { contentType: 'image/png' }), 'truncated'],
    [
      'a bomb',
      () => arrives(png(2, 2, { data: Buffer.alloc(2 ** 24) }), { contentType: 'image/png' }),
      'decompression-bomb',
    ],
    ['a type nobody reads', () => arrives(bytes, { contentType: 'application/zip' }), 'unsupported-type'],
    ['other bytes than announced', () => arrives(bytes, { sha256: '0'.repeat(64) }), 'content-mismatch'],
    ['another size than announced', () => arrives(bytes, { size: 7 }), 'content-mismatch'],
    [
      'replaced since',
      () => {
        const arrival = arrives();
        s3.put(`/${BUCKET}/incoming/22d3/${id}`, Buffer.from('other'));
        return arrival;
      },
      'content-mismatch',
    ],
  ])('%s', async (_name, arrange, code) => {
    const arrival = arrange();
    expect(await handle([arrival])).toEqual({ records: 1, done: 1 });
    expect(entry()).toMatchObject({ status: 'failed', version: 4, failure: { code, message: expect.any(String) } });
    expect(entry()).not.toHaveProperty('properties');
    expect(logs.lines()[0]).toMatchObject({ level: 'INFO', outcome: 'failed', failure: code });
    expect(logs.text() + JSON.stringify(entry().failure)).not.toContain('CANARY');
  });

  test('too large, by its event: nothing is read', async () => {
    const arrival = arrives();
    const { object } = arrival.s3;
    await handle([{ ...arrival, s3: { ...arrival.s3, object: { ...object, size: 1_048_577 } } }]);
    expect(entry()).toMatchObject({ status: 'failed', failure: { code: 'too-large' } });
    expect(s3.requests).toEqual([]);
  });

  test('too large, whatever its event says', async () => {
    const arrival = arrives(Buffer.alloc(1_048_577, 0x20));
    const { object } = arrival.s3;
    await handle([{ ...arrival, s3: { ...arrival.s3, object: { ...object, size: 7 } } }]);
    expect(entry()).toMatchObject({ status: 'failed', failure: { code: 'too-large' } });
  });
});

describe('the same event', () => {
  test('twice ends the document once', async () => {
    const arrival = arrives();
    await handle([arrival]);
    const ended = entry();
    await handle([arrival]);
    expect(entry()).toEqual(ended);
    expect(outcomes()).toEqual(['processed', 'repeated']);
    expect(s3.requests).toHaveLength(1);
  });

  test('many times at once ends it once', async () => {
    const arrival = arrives();
    await Promise.all(Array.from({ length: 6 }, () => handle([arrival])));
    expect(entry()).toMatchObject({ status: 'processed', version: 4 });
    expect(outcomes().sort()).toEqual(['processed', ...Array<string>(5).fill('repeated')]);
  });

  test('after the document failed changes nothing', async () => {
    const arrival = arrives(png(2, 2));
    await handle([arrival]);
    await handle([arrival]);
    expect(outcomes()).toEqual(['failed', 'repeated']);
    expect(entry()).toMatchObject({ version: 4 });
  });

  test('after the document was deleted changes nothing', async () => {
    await handle([arrives(bytes, { status: 'deleted', version: 5 })]);
    expect(outcomes()).toEqual(['deleted']);
    expect([updates(), s3.requests.length]).toEqual([0, 0]);
  });

  test('while the document is deleted leaves it deleted', async () => {
    const arrival = arrives();
    let seen = 0;
    dynamodb.onCall((operation) => {
      if (operation === 'UpdateItem' && ++seen === 2) put(entryOf(id, bytes, { status: 'deleted', version: 4 }));
    });
    await handle([arrival]);
    expect(outcomes()).toEqual(['deleted']);
    expect(entry()).toMatchObject({ status: 'deleted', version: 4 });
  });

  test('while the API marks it received goes on from there', async () => {
    const arrival = arrives(bytes, { status: 'pending-upload', version: 1 });
    let marked = false;
    dynamodb.onCall((operation) => {
      if (operation !== 'UpdateItem' || marked) return;
      marked = true;
      put(entryOf(id, bytes));
    });
    await handle([arrival]);
    expect(entry()).toMatchObject({ status: 'processed', version: 4 });
  });

  test('is given up for now when the entry never stands still', async () => {
    const arrival = arrives();
    let version = 2;
    dynamodb.onCall((operation) => operation === 'UpdateItem' && put(entryOf(id, bytes, { version: ++version })));
    expect((await failure([arrival])).message).toBe('1 of 1 records failed');
    expect(logs.lines()[0]).toMatchObject({ problem: 'entry-contended' });
  });
});

describe('the event fails, for another attempt and then the dead-letter queue,', () => {
  const s3Fails = (status: number, code: string, times = 1) =>
    s3.faults.push(...Array.from({ length: times }, () => ({ status, code })));
  const tableFails = (status: number, code: string, times = 1) =>
    dynamodb.faults.push(...Array.from({ length: times }, () => ({ status, code })));

  test.each<[string, () => S3EventRecord, string]>([
    ['there is no entry', () => arrivalRecord({ key: `incoming/22d3/${id}`, size: 1, eTag: 'x' }), 'unknown-document'],
    [
      'the object is no document',
      () => arrivalRecord({ key: 'incoming/a+b%C3%A4.pdf', size: 1, eTag: 'x' }),
      'foreign-object',
    ],
    [
      'the object is gone',
      () => {
        const arrival = arrives();
        s3.objects.clear();
        return arrival;
      },
      'bucket-unavailable',
    ],
    [
      'S3 refuses',
      () => {
        s3Fails(403, 'AccessDenied');
        return arrives();
      },
      'bucket-unavailable',
    ],
    [
      'S3 is busy each time',
      () => {
        s3Fails(503, 'SlowDown', 3);
        return arrives();
      },
      'bucket-unavailable',
    ],
    [
      'the table refuses',
      () => {
        tableFails(400, 'AccessDeniedException');
        return arrives();
      },
      'table-unavailable',
    ],
    [
      'the table refuses to be written to',
      () => {
        dynamodb.onCall((operation) => operation === 'GetItem' && tableFails(400, 'AccessDeniedException'));
        return arrives();
      },
      'table-unavailable',
    ],
  ])('when %s', async (_name, arrange, code) => {
    const error = await failure([arrange()]);
    expect(error).toMatchObject({ name: 'EventProblem', message: '1 of 1 records failed' });
    expect(error.cause).toBeUndefined();
    expect(logs.lines()).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        message: 'record failed',
        problem: code,
        sequencer: expect.any(String),
      }),
      expect.objectContaining({
        level: 'ERROR',
        message: 'event failed',
        problem: 'records-failed',
        records: 1,
        done: 0,
      }),
    ]);
    expect(logs.text()).not.toContain('CANARY');
  });

  test('and the attempt after it ends the document', async () => {
    const arrival = arrives();
    s3Fails(403, 'AccessDenied');
    await failure([arrival]);
    expect(entry()).toMatchObject({ status: 'processing', version: 3 });
    await handle([arrival]);
    expect(entry()).toMatchObject({ status: 'processed', version: 4 });
  });

  test('and what ended writing it down once is not asked twice', async () => {
    const arrival = arrives();
    let seen = 0;
    dynamodb.onCall((operation) => {
      // The write arrives and its answer does not; the SDK tries again and finds another version.
      if (operation === 'UpdateItem' && ++seen === 1) dynamodb.faults.unshift('lose');
    });
    await handle([arrival]);
    expect(entry()).toMatchObject({ status: 'processed', version: 4 });
  });

  test('not for a passing reason', async () => {
    s3Fails(503, 'SlowDown');
    tableFails(500, 'InternalServerError');
    await handle([arrives()]);
    expect(entry()).toMatchObject({ status: 'processed' });
  });

  test('when nothing answers, before Lambda ends the invocation', async () => {
    s3.faults.push('hang');
    await failure([arrives()], 800);
    expect(logs.lines()[0]).toMatchObject({ problem: 'bucket-unavailable' });
  });

  test('after every other record was done', async () => {
    const records = [
      arrives(bytes, {}, id),
      arrivalRecord({ key: 'incoming/%ff', size: 1, eTag: 'x' }),
      arrives(bytes, {}, other),
    ];
    expect((await failure(records)).message).toBe('1 of 3 records failed');
    expect([entry(id).status, entry(other).status]).toEqual(['processed', 'processed']);
    expect(logs.lines().at(-1)).toMatchObject({ records: 3, done: 2 });
  });
});

describe('an event of nothing to do', () => {
  test('is done: S3’s test event, a deletion', async () => {
    expect(await handler({ Event: 's3:TestEvent' } as unknown as S3Event, lambdaContext())).toEqual({
      records: 0,
      done: 0,
    });
    const removed = arrivalRecord({ key: 'x', size: 0, eTag: '' }, 'ObjectRemoved:Delete');
    expect(await handle([removed])).toEqual({ records: 1, done: 1 });
    expect(dynamodb.requests).toEqual([]);
    expect(logs.lines()).toContainEqual(expect.objectContaining({ level: 'WARN', message: 'record skipped' }));
  });
});
