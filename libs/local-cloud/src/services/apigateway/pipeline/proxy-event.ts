import { eventHeaders, requestParts } from './event-parts.ts';
import { mediaTypeOf, type MultiMap } from './headers.ts';
import type { Transaction } from './transaction.ts';

/**
 * The event of a Lambda proxy integration, payload format 1.0.
 * Source: API Gateway Developer Guide, "Input format of a Lambda function for proxy integration".
 */
export function proxyEvent(transaction: Transaction): Buffer {
  const { request, stage, pathParameters } = transaction;
  const { wire } = request;
  const headers = eventHeaders(transaction);
  if (transaction.caller !== undefined) dropSignature(headers);
  const { requestContext, queryStringParameters, multiValueQueryStringParameters, ...parts } = requestParts(
    transaction,
    headers,
  );
  const binary = stage.api.isBinary(mediaTypeOf(wire.headers['content-type']));
  return Buffer.from(
    JSON.stringify({
      ...parts,
      queryStringParameters: orNull(queryStringParameters),
      multiValueQueryStringParameters: orNull(multiValueQueryStringParameters),
      pathParameters: orNull(pathParameters),
      stageVariables: orNull(stage.variables),
      requestContext,
      body: wire.body.length === 0 ? null : wire.body.toString(binary ? 'base64' : 'utf8'),
      isBase64Encoded: binary && wire.body.length > 0,
    }),
  );
}

/** A signature is for the gateway: neither it nor the session token behind it goes to the function. */
function dropSignature(headers: MultiMap): void {
  for (const name of [...headers.keys()]) {
    if (/^(authorization|x-amz-security-token)$/i.test(name)) headers.delete(name);
  }
}

function orNull<Item>(record: Readonly<Record<string, Item>>): Readonly<Record<string, Item>> | null {
  return Object.keys(record).length === 0 ? null : record;
}
