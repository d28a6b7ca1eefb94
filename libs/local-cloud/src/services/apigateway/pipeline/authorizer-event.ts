import { eventHeaders, requestParts } from './event-parts.ts';
import type { Transaction } from './transaction.ts';

/** What a TOKEN authorizer gets. Source: API Gateway Developer Guide, "Input to an API Gateway Lambda authorizer". */
export function tokenEvent(authorizationToken: string, methodArn: string): Buffer {
  return Buffer.from(JSON.stringify({ type: 'TOKEN', methodArn, authorizationToken }));
}

/** What a REQUEST authorizer gets: everything but the body; where a proxy event has null, it has an empty object. */
export function requestEvent(transaction: Transaction, methodArn: string): Buffer {
  const { requestContext, ...parts } = requestParts(transaction, eventHeaders(transaction));
  return Buffer.from(
    JSON.stringify({
      type: 'REQUEST',
      methodArn,
      ...parts,
      pathParameters: transaction.pathParameters,
      stageVariables: transaction.stage.variables,
      requestContext,
    }),
  );
}
