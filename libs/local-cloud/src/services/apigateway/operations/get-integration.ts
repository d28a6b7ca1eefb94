import { INTEGRATION } from '../resources/integration.ts';
import { METHOD_PATH, methodKey } from './get-method.ts';
import { readOperation } from './read-operation.ts';
import { integrationShape } from './shapes.ts';

export const getIntegration = readOperation('GetIntegration', `${METHOD_PATH}/integration`, ({ params }, context) => {
  const api = context.api();
  return integrationShape(api, api.part(INTEGRATION, methodKey(params), 'Invalid Integration identifier specified'));
});
