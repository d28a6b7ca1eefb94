import { METHOD } from '../resources/method.ts';
import { readOperation } from './read-operation.ts';
import { methodShape } from './shapes.ts';

export const METHOD_PATH = '/restapis/{api}/resources/{resource}/methods/{method}';

/** Properties that say which method a part belongs to. */
export const methodKey = (params: Readonly<Record<string, string>>) => ({
  resourceId: params['resource'] ?? '',
  httpMethod: params['method'] ?? '',
});

export const getMethod = readOperation('GetMethod', METHOD_PATH, ({ params }, context) => {
  const api = context.api();
  return methodShape(api, api.part(METHOD, methodKey(params), 'Invalid Method identifier specified'));
});
