import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import type { ApiRequest } from './api-request.ts';

/** middy's `request` on its way through our chain. */
export interface Exchange {
  /** API Gateway's event at first, then the {@link ApiRequest} the handler is given. */
  event: unknown;
  readonly context: Context;
  /** The handler's or the problem's `Answer` at first, then API Gateway's proxy result. */
  response: unknown;
  error: unknown;
  readonly internal: Scope;
}

/** What the middlewares of one request tell each other. `requestScope` fills it before any other runs. */
export interface Scope {
  event: Partial<APIGatewayProxyEvent>;
  request: ApiRequest<unknown>;
  startedAt: number;
  /** What the screen threw. */
  refusal: unknown;
}
