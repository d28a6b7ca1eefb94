import middy from '@middy/core';
import type { Logger } from '@aws-lambda-powertools/logger';
import { middyOptions, type ApiHandler } from './create-handler.ts';
import { problemJson } from './problem-json.ts';
import { requestScope } from './request-scope.ts';
import type { Routes } from './route.ts';
import { routing, type Routed } from './routing.ts';
import { screening, type Screen } from './screening.ts';

export interface RoutedHandlerOptions {
  logger: Logger;
  routes: Routes;
  /** Looks at the event before anything else does. */
  screen?: Screen;
  /** Monotonic milliseconds, for the access line's duration. */
  now?: () => number;
}

/** {@link createHandler} for a function behind several methods: the same chain, with the route in front of the JSON body. */
export function createRoutedHandler({
  logger,
  routes,
  screen,
  now = () => performance.now(),
}: RoutedHandlerOptions): ApiHandler {
  const chain = middy(({ route, request }: Routed) => route.run(request), middyOptions);
  chain.use([requestScope(logger, now, screen), problemJson(), screening(), routing(routes)]);
  // As in createHandler: API Gateway's event and result outside, ours inside.
  return chain as unknown as ApiHandler;
}
