import middy from '@middy/core';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Result } from '@palisade/shared-types';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { ApiRequest, ApiResponse } from './api-request.ts';
import { cors, type Cors } from './cors.ts';
import { jsonBody } from './json-body.ts';
import { problemJson } from './problem-json.ts';
import { requestScope } from './request-scope.ts';

/**
 * No early timeout: it costs a timer and a race on every call, and a handler that bounds its own calls by
 * `ApiRequest.remainingMillis` answers sooner and says what was slow.
 */
export const middyOptions = { timeoutEarlyInMillis: 0 };

interface CommonOptions {
  logger: Logger;
  /** Without it no answer carries a CORS header. */
  cors?: Cors | undefined;
  /** Monotonic milliseconds, for the access line's duration. */
  now?: () => number;
}

export interface HandlerOptions<Body> extends CommonOptions {
  /** Checks the parsed JSON body; its errors become a 400 naming the fields. */
  body: (value: unknown) => Result<Body>;
  /** The work. Throws {@link HttpProblem} to refuse; anything else it throws becomes a bare 500. */
  run: (request: ApiRequest<Body>) => Promise<ApiResponse>;
}

/** Of a handler that takes no body; what is sent all the same is not read. */
export interface BodylessHandlerOptions extends CommonOptions {
  body?: undefined;
  run: (request: ApiRequest<undefined>) => Promise<ApiResponse>;
}

export type ApiHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/**
 * The chain of every API Gateway handler: ids, access line and security headers outermost, then CORS if asked for, then
 * problem+json, then the JSON body if there is one. It never rejects: API Gateway would answer 502 and nobody would learn why.
 */
export function createHandler<Body>(options: HandlerOptions<Body> | BodylessHandlerOptions): ApiHandler {
  const { logger, body, now = () => performance.now() } = options;
  // Each of the two has a `run` for what its `body` leaves in the request.
  const chain = middy<ApiRequest<never>, unknown>(options.run, middyOptions);
  chain.use([
    requestScope(logger, now),
    ...(options.cors ? [cors(options.cors)] : []),
    problemJson(),
    ...(body ? [jsonBody(body)] : []),
  ]);
  // middy's types know one event and one result; ours are API Gateway's outside and the handler's inside.
  return chain as unknown as ApiHandler;
}
