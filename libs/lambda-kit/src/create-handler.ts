import middy from '@middy/core';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Result } from '@palisade/shared-types';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { ApiRequest, ApiResponse } from './api-request.ts';
import { jsonBody } from './json-body.ts';
import { problemJson } from './problem-json.ts';
import { requestScope } from './request-scope.ts';

/**
 * No early timeout: it costs a timer and a race on every call, and a handler that bounds its own calls by
 * `ApiRequest.remainingMillis` answers sooner and says what was slow.
 */
export const middyOptions = { timeoutEarlyInMillis: 0 };

export interface HandlerOptions<Body> {
  logger: Logger;
  /** Checks the parsed JSON body; its errors become a 400 naming the fields. */
  body: (value: unknown) => Result<Body>;
  /** The work. Throws {@link HttpProblem} to refuse; anything else it throws becomes a bare 500. */
  run: (request: ApiRequest<Body>) => Promise<ApiResponse>;
  /** Monotonic milliseconds, for the access line's duration. */
  now?: () => number;
}

export type ApiHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/**
 * The chain of every API Gateway handler: ids, access line and security headers outermost, then problem+json, then the
 * JSON body. It never rejects: API Gateway would answer 502 and nobody would learn why.
 */
export function createHandler<Body>(options: HandlerOptions<Body>): ApiHandler {
  const { logger, body, run, now = () => performance.now() } = options;
  const chain = middy<ApiRequest<Body>, unknown>(run, middyOptions);
  chain.use([requestScope(logger, now), problemJson(), jsonBody(body)]);
  // middy's types know one event and one result; ours are API Gateway's outside and the handler's inside.
  return chain as unknown as ApiHandler;
}
