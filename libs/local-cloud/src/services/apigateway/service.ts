import type { Host } from '../../kernel/host.ts';
import type { Service } from '../../kernel/service.ts';
import { declaredOnly, operations } from './operations/index.ts';
import type { FunctionInvoker } from './pipeline/function-invoker.ts';
import { resources } from './resources/index.ts';
import { ApiGatewayState } from './state.ts';

/** API Gateway, invoking functions through whatever `functions` gives. */
export function createApiGateway(functions: (host: Host) => FunctionInvoker): Service<ApiGatewayState> {
  return {
    name: 'apigateway',
    protocol: 'rest-json',
    resources,
    operations,
    declaredOnly,
    createState: (host) => new ApiGatewayState(host, functions(host)),
  };
}
