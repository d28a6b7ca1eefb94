import { readOperation } from './read-operation.ts';
import { restApiShape } from './shapes.ts';

export const getRestApi = readOperation('GetRestApi', '/restapis/{api}', (_input, { api }) =>
  restApiShape(api().resource),
);
