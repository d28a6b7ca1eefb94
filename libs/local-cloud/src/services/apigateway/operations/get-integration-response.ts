import { INTEGRATION_RESPONSE } from '../resources/integration-response.ts';
import { METHOD_PATH, methodKey } from './get-method.ts';
import { readOperation } from './read-operation.ts';
import { integrationResponseShape } from './shapes.ts';

export const getIntegrationResponse = readOperation(
  'GetIntegrationResponse',
  `${METHOD_PATH}/integration/responses/{status}`,
  ({ params }, { api }) => {
    const key = { ...methodKey(params), statusCode: params['status'] ?? '' };
    return integrationResponseShape(api().part(INTEGRATION_RESPONSE, key, 'Invalid Response status code specified'));
  },
);
