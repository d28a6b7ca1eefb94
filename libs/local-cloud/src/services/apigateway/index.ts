import { lambda } from '../lambda/index.ts';
import { createApiGateway } from './service.ts';

/** Amazon API Gateway, REST APIs. */
export const apigateway = createApiGateway((host) => ({ invoke: (request) => host.state(lambda).invoke(request) }));

export type { ApiGatewayState } from './state.ts';
