import { expect, test } from '@jest/globals';
import type { DeadLetterQueue, Origin } from './dead-letter-queues.ts';
import { originOf, tellsOrigins } from './message-origin.ts';

const events = { kind: 'events', functionName: 'worker' } as const;
const records = { kind: 'records', functionName: 'reporter' } as const;
const stream = { kind: 'stream', functionName: 'notifier' } as const;
const queue = { kind: 'queue', queueName: 'jobs' } as const;

const context = { condition: 'RetriesExhausted', functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:x' };

test.each([
  ['a record that names a batch', stream, { requestContext: context, DDBStreamBatchInfo: { batchSize: 1 } }],
  ['a record that carries its event', records, { requestContext: context, requestPayload: { a: 1 } }],
  ['an event', events, { Records: [] }],
  ['an event that has a request context of its own', events, { requestContext: { http: {} }, body: '' }],
  ['an event that is no object', events, 7],
])('%s came from its origin', (_, origin, body) => {
  expect(originOf([events, records, stream], JSON.stringify(body))).toBe(origin);
});

test('a message of a queue with one origin came from that, whatever it looks like', () => {
  expect(originOf([events], JSON.stringify({ requestContext: context, DDBStreamBatchInfo: {} }))).toBe(events);
  expect(originOf([stream], 'no JSON')).toBe(stream);
});

test('a message that none of the origins makes has no origin', () => {
  expect(originOf([records, stream], JSON.stringify({ Records: [] }))).toBeUndefined();
});

test.each<[boolean, string, readonly Origin[]]>([
  [true, 'one function', [events]],
  [true, 'one queue', [queue]],
  [true, 'events and stream records', [events, stream]],
  [false, 'events of two functions', [events, { ...events, functionName: 'other' }]],
  [false, 'a queue and a stream', [queue, stream]],
])('%s: whether messages tell %s', (tells, _, origins) => {
  expect(tellsOrigins({ origins } as DeadLetterQueue)).toBe(tells);
});
