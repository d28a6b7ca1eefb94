import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import fc from 'fast-check';
import { cardNumber, written } from './testing/card-numbers.ts';
import { payment, postEvent, problemOf, startWorld, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(() => world.reset());

type Change = (text: string) => Partial<APIGatewayProxyEvent>;
const json = { 'Content-Type': 'application/json' };
const body = (more: object): Partial<APIGatewayProxyEvent> => ({ body: JSON.stringify({ ...payment, ...more }) });
const escaped = (text: string) =>
  [...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const encoded = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** Everywhere text of the caller can be. */
const places: Record<'body' | 'path' | 'query' | 'headers', Record<string, Change>> = {
  body: {
    'an id': (text) => body({ transactionId: text }),
    'an id, behind a prefix': (text) => body({ transactionId: `tx-${text}` }),
    'a customer': (text) => body({ customerId: text }),
    'an amount': (text) => body({ amount: text }),
    'a currency': (text) => body({ currency: text }),
    'a description': (text) => body({ description: `paid with ${text}, thanks` }),
    'a value of metadata': (text) => body({ metadata: { note: text } }),
    'a name of metadata': (text) => body({ metadata: { [text]: 'x' } }),
    'a field nobody knows': (text) => body({ card: { number: [{ value: text }] } }),
    'the name of a field': (text) => body({ [text]: 1 }),
    'a member that a later one replaces': (text) => ({
      body: `{"transactionId":"t","customerId":"c","amount":1,"description":"${escaped(text)}","description":"x"}`,
    }),
    'a string of escapes': (text) => ({
      body: `{"transactionId":"t","customerId":"c","amount":1,"description":"${escaped(text)}"}`,
    }),
    'a body in base64': (text) => ({
      body: Buffer.from(JSON.stringify({ ...payment, description: text })).toString('base64'),
      isBase64Encoded: true,
    }),
    'a body of another type': (text) => ({ ...body({ description: text }), headers: { 'Content-Type': 'text/plain' } }),
  },
  path: {
    'the path': (text) => ({ path: `/payments/${text}` }),
    'the encoded path': (text) => ({ path: `/payments/${encoded(text)}` }),
    'a path parameter': (text) => ({ pathParameters: { transactionId: text } }),
  },
  query: {
    'a value': (text) => ({ queryStringParameters: { q: text } }),
    'a name': (text) => ({ queryStringParameters: { [text]: '' } }),
    'an earlier value of several': (text) => ({
      queryStringParameters: { q: 'x' },
      multiValueQueryStringParameters: { q: [text, 'x'] },
    }),
    'a value with plus signs': (text) => ({ queryStringParameters: { q: text.replaceAll(' ', '+') } }),
    'a value encoded twice': (text) => ({ queryStringParameters: { q: encoded(text) } }),
  },
  headers: {
    'a correlation id': (text) => ({ headers: { ...json, 'x-correlation-id': text } }),
    'a user agent': (text) => ({ headers: { ...json, 'User-Agent': `shop/${text}` } }),
    'a cookie': (text) => ({ headers: { ...json, Cookie: `card=${text}` } }),
    'a name': (text) => ({ headers: { ...json, [`x-${text}`]: 'x' } }),
    'an earlier value of several': (text) => ({ headers: json, multiValueHeaders: { 'X-Note': [text, 'x'] } }),
    'an address': (text) => ({ headers: { ...json, 'X-Forwarded-For': `${text}, 203.0.113.7` } }),
    'a trace id of its own': (text) => ({
      headers: { ...json, 'X-Amzn-Trace-Id': `Root=1-67891233-abc;Card=${text}` },
    }),
    'a request id of its own': (text) => ({
      requestContext: { ...postEvent().requestContext, requestId: text },
    }),
    'a header of metadata': (text) => ({ headers: { ...json, 'x-amz-meta-card': text } }),
  },
};
const cases = Object.entries(places).flatMap(([part, changes]) =>
  Object.entries(changes).map(([place, change]) => [part, place, change] as const),
);

describe('a card number', () => {
  test.each(cases)('in the %s, as %s, is refused and left nowhere', async (part, _place, change) => {
    const some = cardNumber.chain((card) => fc.tuple(fc.constant(card), fc.oneof(fc.constant(card), written(card))));
    await fc.assert(
      fc.asyncProperty(some, fc.boolean(), async ([card, text], get) => {
        world.reset();
        const event = change(text);
        const answer = await (get ? world.get('tx-001', { event }) : world.post({ event }));
        expect(answer.statusCode).toBe(400);
        expect(problemOf(answer)).toEqual({
          type: 'urn:palisade:problem:card-number',
          title: 'The request contains a card number',
          status: 400,
          detail: `The ${part} must not contain a card number`,
          requestId: expect.any(String),
        });
        expect(world.calls()).toEqual([]);
        for (const where of [JSON.stringify(answer), world.logs.text(), world.stored()]) {
          expect(where).not.toContain(card);
          expect(where).not.toContain(text);
        }
        expect(world.logs.lines()).toEqual([expect.objectContaining({ problem: 'card-number', status: 400 })]);
      }),
      { numRuns: 25 },
    );
  });

  test('as a JSON number is refused, whatever field it is', async () => {
    await fc.assert(
      fc.asyncProperty(cardNumber, fc.constantFrom('amount', 'customerId', 'pan'), async (card, field) => {
        for (const number of [card, `-${card}`, `${card}.0`]) {
          const answer = await world.post({ body: `{"transactionId":"t","${field}":${number}}` });
          expect(problemOf(answer)).toMatchObject({ status: 400, type: 'urn:palisade:problem:card-number' });
          expect(answer.body + world.logs.text()).not.toContain(card);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('in a body that is no JSON is not repeated either', async () => {
    const card = '4111111111111111';
    for (const text of [card, `{"a":${card}`, `a=${card}`, `{"a":"${card}`, `{"${card}":1,}`]) {
      const answer = await world.post({ body: text });
      expect(answer.statusCode).toBe(400);
      expect(JSON.stringify(answer) + world.logs.text() + world.stored()).not.toContain(card);
    }
  });

  test('is looked for after the certificate: who has none learns nothing', async () => {
    const answer = await world.post({ as: null, body: { ...payment, description: '4111111111111111' } });
    expect(answer.statusCode).toBe(403);
    expect(JSON.stringify(answer) + world.logs.text()).not.toContain('4111111111111111');
  });
});

describe('what is no card number passes:', () => {
  test.each<[string, object]>([
    ['a short id', { transactionId: 'tx-001' }],
    ['a UUID', { transactionId: '22d37064-062d-4454-a981-08fe39751174' }],
    ['a UUID of digits that would do', { transactionId: '41111111-1111-4111-8111-11111111111a' }],
    ['a hash', { metadata: { sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' } }],
    ['a time', { metadata: { at: '2026-11-24T13:24:57.123456Z', millis: '1795526697123' } }],
    ['a phone number', { metadata: { phone: '+49 1511 2345678' } }],
    ['the largest amount', { amount: '9999999999.99' }],
    ['ids one after the other', { description: 'orders 1234, 5678, 9012, 3456' }],
  ])('%s', async (_, more) => {
    expect((await world.post({ body: { ...payment, ...more } })).statusCode).toBe(201);
  });

  test('what the platform itself writes', async () => {
    const card = '4111111111111111';
    const headers = {
      ...json,
      'X-Amzn-Trace-Id': `Self=1-67891234-${card}abcdef01;Root=1-67891233-${card}abcdef01;Lineage=1:a87bd80c:1`,
      'X-Amz-Cf-Id': 'aaaaaaaaaae3VYQb9jd-nvCd-de396Uhbp027Y2JvkCPNLmGJHqlaA==',
      Via: '1.1 08f323deadbeefa7af34d5feb414ce27.cloudfront.net (CloudFront)',
      'X-Forwarded-For': '203.0.113.7, 10.0.0.1',
      'X-Forwarded-Port': '443',
      Host: 'payments.example',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-4222222222222000-01',
    };
    expect((await world.post({ event: { headers } })).statusCode).toBe(201);
    expect(world.logs.text() + world.stored()).not.toContain(card);
  });
});
