import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { clientConfig } from '../../src/identities.ts';
import { linesAbout } from '../../src/logs.ts';
import { expect, newPayment, paymentOf, problemOf, test } from '../../src/payments-fixtures.ts';

// A test number of a card network: no card has it.
const CARD = '4111111111111111';
const spaced = '4111 1111 1111 1111';

const wrong: readonly [string, Readonly<Record<string, unknown>>][] = [
  ['no transactionId', { transactionId: undefined }],
  ['a transactionId with a slash', { transactionId: 'a/b' }],
  ['no customerId', { customerId: undefined }],
  ['no amount', { amount: undefined }],
  ['an amount of three decimals', { amount: '1.234', currency: 'USD' }],
  ['an amount of nothing', { amount: '0.00' }],
  ['a negative amount', { amount: '-1.00' }],
  ['an amount with an exponent', { amount: '1e2' }],
  ['decimals of a yen', { amount: '1.5', currency: 'JPY' }],
  ['a currency that is none', { currency: 'XYZ' }],
  ['a field nobody knows', { cardHolder: 'me' }],
];

for (const [name, changes] of wrong) {
  test(`refuses ${name}`, async ({ api }) => {
    const answer = await api.call({ path: '/process-payment', body: newPayment(changes) });
    expect(answer.status, answer.text).toBe(400);
  });
}

test('refuses what is no JSON, and what says it is something else', async ({ api }) => {
  const body = newPayment();
  expect((await api.call({ path: '/process-payment', body: '{"transactionId":' })).status).toBe(400);
  const text = await api.call({ path: '/process-payment', body, headers: { 'content-type': 'text/plain' } });
  expect(text.status).toBe(415);
  paymentOf(await api.call({ path: '/process-payment', body }));
});

test('a card number is refused wherever it is, and is in no answer and no log', async ({ api, stack }) => {
  const bodies: Readonly<Record<string, unknown>>[] = [
    newPayment({ description: CARD }),
    newPayment({ description: `card ${spaced} thanks` }),
    newPayment({ description: '4111-1111-1111-1111' }),
    newPayment({ metadata: { note: CARD } }),
    newPayment({ metadata: { [CARD]: 'x' } }),
    newPayment({ customerId: CARD }),
    newPayment({ transactionId: CARD }),
  ];
  for (const body of bodies) {
    const answer = await api.call({ path: '/process-payment', body });
    expect(problemOf(answer), JSON.stringify(body)).toEqual({ status: 400, code: 'card-number' });
    expect(answer.text).not.toContain('1111');
  }
  for (const call of [
    { path: `/payments/${CARD}` },
    { path: '/payments/none', headers: { 'user-agent': `shop/${CARD}` } },
  ]) {
    expect(problemOf(await api.call(call))).toEqual({ status: 400, code: 'card-number' });
  }
  const look = newPayment({ description: 'Order 4111111111111112 of 2026-11-24', metadata: { at: '1764000000000' } });
  paymentOf(await api.call({ path: '/process-payment', body: look }));
  const logs = new CloudWatchLogsClient(clientConfig(stack));
  for (const group of stack.outputs.log_group_names) {
    for (const secret of [CARD, spaced]) expect(await linesAbout(logs, group, secret), group).toEqual([]);
  }
});

test('knows no other route and no other method', async ({ api }) => {
  expect((await api.call({ path: '/payments/none' })).status).toBe(404);
  for (const [method, path] of [
    ['GET', '/process-payment'],
    ['DELETE', '/payments/none'],
    ['GET', '/'],
    ['GET', '/payments'],
  ] as const) {
    expect((await api.call({ method, path })).status, `${method} ${path}`).toBe(403);
  }
});
