import type { Problem } from '@palisade/shared-types';
import type { APIGatewayProxyResult } from 'aws-lambda';

/** The JSON of an answer. */
export function bodyOf<T>({ body }: APIGatewayProxyResult): T {
  return JSON.parse(body) as T;
}

/** The problem that an answer is; throws when it is none. */
export function problemOf({ headers, body, statusCode }: APIGatewayProxyResult): Problem {
  if (headers?.['content-type'] !== 'application/problem+json') throw new Error(`${statusCode} is no problem: ${body}`);
  return JSON.parse(body) as Problem;
}
