import type { Call, Operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { BadRequest } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import { DeclaredApi } from './declared-api.ts';
import { managementOperation } from './management-operation.ts';

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
  readonly call: Call;
}

/** A read of API Gateway's control plane. */
export function readOperation(
  name: string,
  path: string,
  read: (input: ReadInput, context: ReadContext) => JsonObject,
): Operation<ApiGatewayState> {
  return managementOperation(name, { method: 'GET', path }, (input, state, call) => {
    const { region } = call;
    return json(
      read(input, { state, region, call, api: () => new DeclaredApi(state, region, input.params['api'] ?? '') }),
    );
  });
}

/** One page of a list: `limit` (25 unless said, at most 500) items from `position` on, each as `shape` shows it. */
export function page<Item>(
  items: readonly Item[],
  { query }: ReadInput,
  shape: (item: Item) => JsonObject,
): JsonObject {
  const limit = Number(query.get('limit') ?? 25);
  const position = Number(query.get('position') ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw new BadRequest('Invalid limit specified');
  if (!Number.isInteger(position) || position < 0) throw new BadRequest('Invalid position parameter specified');
  const next = position + limit;
  return {
    item: items.slice(position, next).map(shape),
    ...(next < items.length && { position: String(next) }),
  };
}
