import { describe, expect, test } from '@jest/globals';
import { batchResult } from './batch-failures.ts';

const answered = (payload: unknown) => ({ status: 'success', payload: JSON.stringify(payload) ?? 'null' }) as const;
const failed = { status: 'error', payload: '{}', errorType: 'Error' } as const;
const failures = (...ids: unknown[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

describe('what came of a batch of a and b', () => {
  test.each([
    ['an error fails all', failed, 'failed'],
    ['no answer means all is done', answered(null), 'done'],
    ['an answer without failures means all is done', answered({ ok: true }), 'done'],
    ['an empty list means all is done', answered(failures()), 'done'],
    ['a null list means all is done', answered({ batchItemFailures: null }), 'done'],
    ['items that failed are named', answered(failures('b')), new Set(['b'])],
    ['an unknown item fails all', answered(failures('c')), 'failed'],
    ['an empty name fails all', answered(failures('')), 'failed'],
    ['a missing name fails all', answered(failures(undefined)), 'failed'],
    ['a number as name fails all', answered(failures(1)), 'failed'],
    ['a list of something else fails all', answered({ batchItemFailures: ['b'] }), 'failed'],
    ['no list fails all', answered({ batchItemFailures: 'b' }), 'failed'],
    ['text fails all', answered('b'), 'failed'],
    ['what is no JSON fails all', { status: 'success', payload: '{' } as const, 'failed'],
  ] as const)('%s', (_, outcome, result) => {
    expect(batchResult(outcome, true, ['a', 'b'])).toEqual(result);
  });

  test('a function that reports nothing has done all, or failed', () => {
    expect(batchResult(answered(failures('b')), false, ['a', 'b'])).toBe('done');
    expect(batchResult(failed, false, ['a', 'b'])).toBe('failed');
  });
});
