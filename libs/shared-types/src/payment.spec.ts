import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import AjvDraft04 from 'ajv-draft-04';
import fc from 'fast-check';
import { NumberText, parseExactJson } from './number-text.ts';
import { receiptKey } from './payment-store.ts';
import { isTransactionId, parsePaymentRequest, paymentRequestModel, type PaymentRequest } from './payment.ts';

const request = { transactionId: 'tx-001', customerId: 'cust-123', amount: '99.99' };
const fieldsAtFault = (value: unknown) => {
  const result = parsePaymentRequest(value);
  return result.ok ? [] : result.errors.map(({ field }) => field);
};

describe('parsePaymentRequest', () => {
  test.each<[string, object]>([
    ['the least', {}],
    ['an amount that was a number', { amount: new NumberText('99.99') }],
    ['everything', { currency: 'EUR', description: 'Заказ 7', metadata: { a: '' } }],
  ])('accepts %s', (_, more) => {
    const value = { ...request, ...more };
    expect(parsePaymentRequest(value)).toEqual({ ok: true, value });
  });

  test.each<[string, object]>([
    ['transactionId', { transactionId: '' }],
    ['transactionId', { transactionId: '-a' }],
    ['transactionId', { transactionId: 'x'.repeat(65) }],
    ['transactionId', { transactionId: 'a\n' }],
    ['transactionId', { transactionId: new NumberText('1') }],
    ['customerId', { customerId: 'ä' }],
    ['amount', { amount: '1e2' }],
    ['amount', { amount: '01' }],
    ['amount', { amount: ' 1' }],
    ['amount', { amount: '' }],
    ['amount', { amount: 99.99 }],
    ['amount', { amount: { text: '1' } }],
    ['currency', { currency: 'usd' }],
    ['currency', { currency: 'USDT' }],
    ['description', { description: 'two\nlines' }],
    ['description', { description: 'x'.repeat(257) }],
    ['metadata', { metadata: [] }],
    ['metadata', { metadata: new NumberText('1') }],
    ['metadata.a', { metadata: { a: new NumberText('1') } }],
    ['metadata.a', { metadata: { a: 'x'.repeat(257) } }],
    ['cardNumber', { cardNumber: 'x' }],
  ])('names %s in refusing %j', (field, more) => {
    expect(fieldsAtFault({ ...request, ...more })).toEqual([field]);
  });

  test('refuses a float, for what it was written as is lost', () => {
    expect(parsePaymentRequest({ ...request, amount: 99.99 })).toEqual({
      ok: false,
      errors: [{ field: 'amount', message: 'must be read exactly, not as a binary float' }],
    });
  });

  test('its type is the model', () => {
    // @ts-expect-error a float is no amount
    const float: PaymentRequest['amount'] = 99.99;
    // @ts-expect-error customerId is required
    const incomplete: PaymentRequest = { transactionId: 'a', amount: '1' };
    expect([float, incomplete].map((value) => typeof value)).toEqual(['number', 'object']);
  });
});

describe('paymentRequestModel', () => {
  test('has a name API Gateway takes', () => {
    expect(paymentRequestModel.$schema).toBe('http://json-schema.org/draft-04/schema#');
    expect(paymentRequestModel.title).toMatch(/^[A-Za-z0-9]+$/);
  });

  test('and the check agree on every body', () => {
    const accepts = new AjvDraft04.default({ logger: false, allowUnionTypes: true }).compile(paymentRequestModel);
    const some = fc.oneof(
      fc.constantFrom('tx-001', 'USD', '99.99', '1e2', '', '0'),
      fc.string(),
      fc.double(),
      fc.nat(),
    );
    const anything = fc.oneof(
      { weight: 3, arbitrary: some },
      fc.json().map((text) => JSON.parse(text) as unknown),
    );
    const body = fc.record(
      {
        transactionId: fc.oneof({ weight: 5, arbitrary: fc.constant('tx-001') }, anything),
        customerId: fc.oneof({ weight: 5, arbitrary: fc.constant('cust-123') }, anything),
        amount: fc.oneof({ weight: 3, arbitrary: fc.constantFrom('99.99', 1, 0.1) }, anything),
        currency: fc.oneof({ weight: 5, arbitrary: fc.constant('EUR') }, anything),
        description: fc.oneof({ weight: 5, arbitrary: fc.constant('text') }, anything),
        metadata: fc.oneof({ weight: 3, arbitrary: fc.dictionary(fc.string(), fc.string()) }, anything),
      },
      { requiredKeys: ['transactionId', 'customerId', 'amount'] },
    );
    const seen = { true: 0, false: 0 };
    fc.assert(
      fc.property(fc.oneof({ weight: 5, arbitrary: body }, anything), (value) => {
        const text = JSON.stringify(value);
        const verdict = parsePaymentRequest(parseExactJson(text)).ok;
        seen[`${verdict}`]++;
        expect(verdict).toBe(accepts(JSON.parse(text)));
      }),
      { numRuns: 2_000 },
    );
    expect(seen.true).toBeGreaterThan(300);
    expect(seen.false).toBeGreaterThan(300);
  });
});

test('a receipt lies under the first digits of its id’s hash, which is the last part of its key', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/), (id) => {
      expect(isTransactionId(id)).toBe(true);
      const digits = createHash('sha256').update(id).digest('hex').slice(0, 2);
      expect(receiptKey(id)).toBe(`receipts/${digits}/${id}.json`);
    }),
  );
});
