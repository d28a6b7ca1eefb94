import { HttpProblem, type ProblemKind } from '@palisade/lambda-kit';
import type { PaymentRecord, PaymentRequest } from '@palisade/shared-types';
import { fingerprint } from './fingerprint.ts';
import { paymentView } from './payment-view.ts';
import type { Ports } from './ports.ts';
import { readPayment } from './read-payment.ts';
import type { Operation } from './operation.ts';

export const transactionIdTaken: ProblemKind = {
  status: 409,
  code: 'transaction-id-taken',
  title: 'There is another payment with this transactionId',
};

/**
 * `POST /process-payment`: the record first, for good, then its receipt, which is made of the record alone. Whatever step an
 * attempt ends at, the same request again goes on from there and is answered as the first: 201 and the same body.
 *
 * Another request under the id, or another client's, is a 409 that says nothing of the payment that is there.
 */
export function processPayment({ payments, receipts, now, tag }: Ports): Operation<PaymentRequest> {
  return async (request, client) => {
    const order = readPayment(request.body);
    const { transactionId } = order;
    tag({ transaction_id: transactionId });
    const requestHash = fingerprint(order, client.subjectDN);
    const record: PaymentRecord = {
      ...order,
      ...client,
      status: 'accepted',
      createdAt: now().toISOString(),
      requestId: request.requestId,
      requestHash,
    };
    const found = await payments.record(record, { remainingMillis: request.remainingMillis() });
    const payment = found === 'recorded' ? record : found;
    if (payment.requestHash !== requestHash) throw taken();
    // This very request's own record, when the answer to an attempt to put it was lost on the way.
    const replayed = payment.requestId !== record.requestId;

    const receipt = await receipts.write(payment, { remainingMillis: request.remainingMillis() });
    return {
      status: 201,
      body: paymentView(payment),
      headers: { location: `/payments/${transactionId}`, ...(replayed && { 'idempotent-replayed': 'true' }) },
      log: { outcome: replayed ? 'replayed' : 'accepted', receipt },
    };
  };
}

function taken(): HttpProblem {
  const message = 'was used for another payment before';
  const errors = [{ field: 'transactionId', message }];
  return new HttpProblem(transactionIdTaken, { detail: `transactionId ${message}`, errors });
}
