import {
  HttpProblem,
  withExactBody,
  withoutBody,
  type ApiRequest,
  type ApiResponse,
  type Routes,
} from '@palisade/lambda-kit';
import { parsePaymentRequest, paymentsApi } from '@palisade/shared-types';
import { certificateRevoked, clientOf } from './client.ts';
import { getPayment } from './get-payment.ts';
import type { Operation } from './operation.ts';
import type { Ports } from './ports.ts';
import { processPayment } from './process-payment.ts';

/** Every method of the API to its operation. */
export function routes(ports: Ports): Routes {
  const { processPayment: post, getPayment: get } = paymentsApi;
  return {
    [route(post)]: withExactBody(parsePaymentRequest, admitted(ports, processPayment(ports))),
    [route(get)]: withoutBody(admitted(ports, getPayment(ports))),
  };
}

const route = ({ method, resource }: { method: string; resource: string }): string => `${method} ${resource}`;

/** The operation, once the deny-list has been asked: before anything else is read or written. */
function admitted<Body>({ revocations, now }: Ports, operation: Operation<Body>) {
  return async (request: ApiRequest<Body>): Promise<ApiResponse> => {
    const client = clientOf(request.clientCertificate, now());
    const limits = { remainingMillis: request.remainingMillis() };
    if (await revocations.isRevoked(client.serialNumber, limits)) throw new HttpProblem(certificateRevoked);
    return operation(request, client);
  };
}
