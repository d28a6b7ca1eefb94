import type { ApiRequest } from './api-request.ts';
import type { Exchange } from './exchange.ts';
import { HttpProblem, type ProblemKind } from './http-problem.ts';
import { jsonBody } from './json-body.ts';
import type { Route, Routes } from './route.ts';

/** What the chain's last link is given: the route, and the request with the body it asked for. */
export interface Routed {
  route: Route;
  request: ApiRequest<unknown>;
}

/** Only a deployment whose methods are not those of the code answers so: API Gateway itself refuses what it has no method for. */
export const unknownRoute: ProblemKind = { status: 404, code: 'unknown-route', title: 'There is no such resource' };

/** Finds the route by API Gateway's method and resource, and checks the body if the route takes one. */
export function routing(routes: Routes) {
  const table = new Map(Object.entries(routes));
  const before = (exchange: Exchange): void => {
    const { event } = exchange.internal;
    const route = table.get(`${event.httpMethod} ${event.resource}`);
    if (!route) throw new HttpProblem(unknownRoute);
    if (route.body) jsonBody(route.body, route.read).before(exchange);
    exchange.event = { route, request: exchange.event as ApiRequest<unknown> } satisfies Routed;
  };
  return { before };
}
