import { HttpProblem, type ProblemKind } from '@palisade/lambda-kit';
import { isTransactionId } from '@palisade/shared-types';
import { paymentView } from './payment-view.ts';
import type { Ports } from './ports.ts';
import type { Operation } from './operation.ts';

export const notFound: ProblemKind = { status: 404, code: 'payment-not-found', title: 'There is no such payment' };

/** `GET /payments/{transactionId}`: a payment of the client's own. Another client's looks like one that is not there. */
export function getPayment({ payments, tag }: Pick<Ports, 'payments' | 'tag'>): Operation<undefined> {
  return async (request, client) => {
    const transactionId = request.pathParameters['transactionId'] ?? '';
    // What is no id is in no table.
    if (!isTransactionId(transactionId)) throw new HttpProblem(notFound);
    tag({ transaction_id: transactionId });
    const payment = await payments.get(transactionId, { remainingMillis: request.remainingMillis() });
    if (payment?.subjectDN !== client.subjectDN) throw new HttpProblem(notFound);
    return { status: 200, body: paymentView(payment) };
  };
}
