import { METHOD_RESPONSE } from '../resources/method-response.ts';
import { METHOD_PATH, methodKey } from './get-method.ts';
import { readOperation } from './read-operation.ts';
import { methodResponseShape } from './shapes.ts';

export const getMethodResponse = readOperation(
  'GetMethodResponse',
  `${METHOD_PATH}/responses/{status}`,
  ({ params }, { api }) => {
    const key = { ...methodKey(params), statusCode: params['status'] ?? '' };
    return methodResponseShape(api().part(METHOD_RESPONSE, key, 'Invalid Response status code specified'));
  },
);
