import type { CompiledMethod, RequiredParameter } from '../compiled/compiled-api.ts';
import { invalidBody, missingParameters, requestTooLong } from './gateway-error.ts';
import { mediaTypeOf } from './headers.ts';
import type { Transaction } from './transaction.ts';

/** Source: API Gateway Developer Guide, "Quotas for configuring and running a REST API" (payload size). */
export const PAYLOAD_BYTES = 10 * 1024 * 1024;

export function checkSize({ request }: Transaction): void {
  if (request.wire.body.length > PAYLOAD_BYTES) throw requestTooLong();
}

/**
 * Required parameters first, then the body against the model of its content type, or of `$default`. A body of another type is not
 * validated at all. Source: API Gateway Developer Guide, "Request validation for REST APIs".
 */
export function validate(transaction: Transaction, method: CompiledMethod): void {
  const missing = method.required.filter((parameter) => !isPresent(transaction, parameter)).map(({ name }) => name);
  if (missing.length > 0) {
    transaction.execution.error(`Missing required request parameters: [${missing.join(', ')}]`);
    throw missingParameters(missing);
  }
  const { wire } = transaction.request;
  const type = mediaTypeOf(wire.headers['content-type']);
  const check = method.bodyCheck(type);
  if (check === undefined) return;
  const body = parse(wire.body);
  const problem = body === undefined ? '[Unknown error parsing request body]' : check(body.json);
  if (problem === undefined) {
    transaction.execution.info(`Request validation succeeded for content type ${type}`);
    return;
  }
  transaction.execution.error(`Request body does not match model schema for content type ${type}: ${problem}`);
  throw invalidBody(problem);
}

function isPresent({ request, pathParameters }: Transaction, { place, name }: RequiredParameter): boolean {
  switch (place) {
    case 'header':
      return (request.wire.headers[name.toLowerCase()] ?? '') !== '';
    case 'querystring':
      return (request.wire.query.get(name) ?? '') !== '';
    case 'path':
      return (pathParameters[name] ?? '') !== '';
  }
}

function parse(body: Buffer): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(body.toString()) as unknown };
  } catch {
    return undefined;
  }
}
