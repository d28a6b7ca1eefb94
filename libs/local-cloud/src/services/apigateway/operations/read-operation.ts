import { operation, type Operation, type Route } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { managementArn } from '../arn.ts';
import { BadRequest } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import { DeclaredApi } from './declared-api.ts';

/** Path and query parameters of a read. */
export interface ReadInput {
  readonly params: Readonly<Record<string, string>>;
  readonly query: ReadonlyMap<string, string>;
}

export interface ReadContext {
  readonly state: ApiGatewayState;
  readonly region: string;
  /** The API of `{api}` in the path; throws NotFoundException. */
  readonly api: () => DeclaredApi;
}

/**
 * A read of API Gateway's control plane. All of them need `apigateway:GET` on their own path.
 * Source: API Gateway Developer Guide, "Resource format for managing APIs in API Gateway".
 */
export function readOperation(
  name: string,
  path: string,
  read: (input: ReadInput, context: ReadContext) => JsonObject,
): Operation<ApiGatewayState> {
  const route: Route = { method: 'GET', path };
  return operation<ApiGatewayState, ReadInput>({
    name,
    route,
    parse: ({ params, query }) => ({ params, query }),
    permissions: ({ params }, { host }, region) => [
      { action: 'apigateway:GET', resource: managementArn(host.partition, region, filled(path, params)) },
    ],
    run: (input, { region }, state) =>
      json(read(input, { state, region, api: () => new DeclaredApi(state, region, input.params['api'] ?? '') })),
  });
}

/** One page of a list: `limit` (25 unless said, at most 500) items from `position` on. */
export function page(items: readonly JsonObject[], { query }: ReadInput): JsonObject {
  const limit = Number(query.get('limit') ?? 25);
  const position = Number(query.get('position') ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw new BadRequest('Invalid limit specified');
  if (!Number.isInteger(position) || position < 0) throw new BadRequest('Invalid position parameter specified');
  const next = position + limit;
  return {
    item: items.slice(position, next),
    ...(next < items.length && { position: String(next) }),
  };
}

function filled(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_text, name: string) =>
    name === 'arn' ? encodeURIComponent(params[name] ?? '') : (params[name] ?? ''),
  );
}
