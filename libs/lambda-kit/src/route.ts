import { parseExactJson, type Result } from '@palisade/shared-types';
import type { ApiRequest, ApiResponse } from './api-request.ts';

/** One method of one resource; its body, if it has one, is checked before `run` is called. */
export interface Route {
  readonly body?: (value: unknown) => Result<unknown>;
  /** Makes a value of the body's text; `JSON.parse` unless given. */
  readonly read?: (text: string) => unknown;
  readonly run: (request: ApiRequest<unknown>) => Promise<ApiResponse>;
}

/** Routes by method and resource as API Gateway names them: `GET /documents/{id}`. */
export type Routes = Readonly<Record<string, Route>>;

/** A route that takes a JSON body: what `parse` makes of it is what `run` is given. */
export function withBody<Body>(
  parse: (value: unknown) => Result<Body>,
  run: (request: ApiRequest<Body>) => Promise<ApiResponse>,
): Route {
  // Sound because `routing` gives `run` nothing but what `parse` returned.
  return { body: parse, run: run as Route['run'] };
}

/** {@link withBody} for amounts of money: a JSON number gets to `parse` as a `NumberText`, as it was written, never as a float. */
export function withExactBody<Body>(
  parse: (value: unknown) => Result<Body>,
  run: (request: ApiRequest<Body>) => Promise<ApiResponse>,
): Route {
  return { ...withBody(parse, run), read: parseExactJson };
}

/** A route without a body; what is sent all the same is not read. */
export function withoutBody(run: (request: ApiRequest<undefined>) => Promise<ApiResponse>): Route {
  return { run: run as Route['run'] };
}
