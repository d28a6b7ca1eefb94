import { operation, type Call, type Operation, type Route } from '../../../kernel/operation.ts';
import type { JsonObject, Reply } from '../../../kernel/wire.ts';
import { managementArn } from '../arn.ts';
import type { ApiGatewayState } from '../state.ts';

/** Path and query parameters and the JSON body of a request. */
export interface ManagementInput {
  readonly params: Readonly<Record<string, string>>;
  readonly query: ReadonlyMap<string, string>;
  readonly body: JsonObject;
}

/**
 * An operation of API Gateway's control plane. All of them need `apigateway:METHOD` on their own path.
 * Source: API Gateway Developer Guide, "Resource format for managing APIs in API Gateway".
 */
export function managementOperation(
  name: string,
  route: Route,
  run: (input: ManagementInput, state: ApiGatewayState, call: Call) => Promise<Reply> | Reply,
): Operation<ApiGatewayState> {
  return operation<ApiGatewayState, ManagementInput>({
    name,
    route,
    parse: ({ params, query, input }) => ({ params, query, body: input }),
    permissions: ({ params }, { host }, region) => [
      {
        action: `apigateway:${route.method}`,
        resource: managementArn(host.partition, region, filled(route.path, params)),
      },
    ],
    run: (input, call, state) => run(input, state, call),
  });
}

function filled(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_text, name: string) =>
    name === 'arn' ? encodeURIComponent(params[name] ?? '') : (params[name] ?? ''),
  );
}
