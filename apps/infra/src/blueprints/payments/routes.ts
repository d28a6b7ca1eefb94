import { paymentRequestModel, paymentsApi } from '@palisade/shared-types';
import type { Route } from '../../components/api-routes.ts';
import type { PrivateFunction } from '../../components/private-function.ts';

/**
 * Both routes of the API as the shared contract has them. Their authorization is `NONE` on purpose: nobody reaches a route but with a
 * client certificate of the truststore, and the function refuses those that are revoked.
 */
export function paymentsRoutes(handler: PrivateFunction): readonly Route[] {
  const { getPayment, processPayment } = paymentsApi;
  return [
    {
      label: 'process-payment',
      path: processPayment.resource.slice(1),
      httpMethod: processPayment.method,
      authorization: 'NONE',
      requestModel: { name: paymentRequestModel.title, schema: paymentRequestModel },
      integration: { type: 'function', handler },
    },
    {
      label: 'get-payment',
      path: getPayment.resource.slice(1),
      httpMethod: getPayment.method,
      authorization: 'NONE',
      requestParameters: { 'method.request.path.transactionId': true },
      integration: { type: 'function', handler },
    },
  ];
}
