import { isUtf8 } from 'node:buffer';
import type { Result } from '@palisade/shared-types';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Exchange } from './exchange.ts';
import { HttpProblem, malformedBody, unsupportedMediaType } from './http-problem.ts';

/**
 * Gives the handler the parsed and checked body: 415 for another media type, 400 for no JSON or a body `parse` refuses. `read`
 * makes a value of the text; what it throws means that the text is no JSON.
 */
export function jsonBody<Body>(parse: (value: unknown) => Result<Body>, read: (text: string) => unknown = JSON.parse) {
  const before = (exchange: Exchange): void => {
    const { event, request } = exchange.internal;
    requireJson(request.header('content-type'));
    const result = parse(parseJson(textOf(event), read));
    if (!result.ok) throw HttpProblem.fields(result.errors);
    exchange.event = { ...request, body: result.value };
  };
  return { before };
}

function requireJson(contentType: string | undefined): void {
  if (contentType !== undefined && /^application\/json *(; *charset="?utf-8"? *)?$/i.test(contentType.trim())) return;
  const errors = [{ field: 'Content-Type', message: 'must be application/json' }];
  throw new HttpProblem(unsupportedMediaType, { detail: 'Content-Type must be application/json', errors });
}

/** The body as text; 400 when there is none or its bytes are no UTF-8. */
function textOf({ body, isBase64Encoded }: Partial<APIGatewayProxyEvent>): string {
  if (!body) throw malformed('is missing');
  if (!isBase64Encoded) return body;
  const bytes = Buffer.from(body, 'base64');
  if (!isUtf8(bytes)) throw malformed('must be UTF-8');
  return bytes.toString('utf8');
}

function parseJson(text: string, read: (text: string) => unknown): unknown {
  try {
    return read(text);
  } catch {
    // The parser's message quotes the text, so it is neither passed on nor kept as a cause.
    throw malformed('must be valid JSON');
  }
}

function malformed(message: string): HttpProblem {
  return new HttpProblem(malformedBody, { detail: `The body ${message}`, errors: [{ field: 'body', message }] });
}
