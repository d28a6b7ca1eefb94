import { describe, expect, test } from '@jest/globals';
import { documentStatuses } from '@palisade/shared-types';
import { statusChange } from './status-change.ts';
import { item, record } from './testing/stream-event.ts';

const told = new Set<string>(['processed', 'failed', 'deleted']);
const image = (status: string, more: Parameters<typeof item>[0] = {}) =>
  item({ status, ...(status === 'failed' && { failure: { code: 'truncated', message: 'CANARY' } }), ...more });

describe('statusChange', () => {
  test('tells ids, statuses and times, and nothing of the document', () => {
    const change = statusChange(record(1, image('processing'), image('processed')));
    expect(change).toEqual({
      changeId: '22d37064-062d-8454-a981-08fe39751174:4',
      documentId: '22d37064-062d-8454-a981-08fe39751174',
      ownerId: 'client-1',
      status: 'processed',
      previousStatus: 'processing',
      version: 4,
      changedAt: '2026-11-24T10:00:01.000Z',
    });
  });

  test('tells the code of a failure, not its message', () => {
    const change = statusChange(record(1, image('processing'), image('failed')));
    expect(change).toMatchObject({ status: 'failed', failure: 'truncated' });
    expect(JSON.stringify(change)).not.toContain('CANARY');
  });

  test.each(documentStatuses.flatMap((before) => documentStatuses.map((after) => [before, after] as const)))(
    'from %s to %s',
    (before, after) => {
      const change = statusChange(record(1, image(before), image(after)));
      if (told.has(after) && before !== after) expect(change).toMatchObject({ status: after, previousStatus: before });
      else expect(change).toBeUndefined();
    },
  );

  test('of an entry that is new has no status before it', () => {
    expect(statusChange(record(1, null, image('deleted')))).toMatchObject({ status: 'deleted', previousStatus: null });
    expect(statusChange(record(1, null, image('pending-upload')))).toBeUndefined();
  });

  test('is none when the table lost an entry to its TTL', () => {
    expect(statusChange(record(1, image('processed'), null))).toBeUndefined();
    expect(statusChange({})).toBeUndefined();
  });

  test.each([
    ['documentId', { documentId: '' }],
    ['ownerId', { ownerId: undefined }],
    ['status', { status: 'done' }],
    ['version', { version: '4' }],
    ['updatedAt', { updatedAt: 7 }],
    ['failure', { status: 'failed', failure: undefined }],
  ])('cannot be made when %s is wrong', (attribute, more) => {
    expect(() => statusChange(record(1, item({ status: 'processing' }), item(more)))).toThrow(
      `A stream record has a wrong or missing ${attribute}`,
    );
  });
});
