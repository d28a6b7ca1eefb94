import type { Service } from '../../kernel/service.ts';
import { lambda } from '../lambda/index.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { ApiGatewayState } from './state.ts';

/** Amazon API Gateway, REST APIs. */
export const apigateway: Service<ApiGatewayState> = {
  name: 'apigateway',
  protocol: 'rest-json',
  resources,
  operations,
  declaredOnly,
  createState: (host) => new ApiGatewayState(host, { invoke: (request) => host.state(lambda).invoke(request) }),
};

export type { ApiRequest } from './request-listeners.ts';
export type { ApiGatewayState } from './state.ts';
