import { NotFound } from '../errors.ts';
import { readOperation } from './read-operation.ts';
import { resourceShape } from './shapes.ts';

export const getResource = readOperation(
  'GetResource',
  '/restapis/{api}/resources/{resource}',
  ({ params, query }, context) => {
    const api = context.api();
    const resource = api.paths().find(({ id }) => id === params['resource']);
    if (resource === undefined) throw new NotFound('Invalid Resource identifier specified');
    return resourceShape(api, resource, query.get('embed') === 'methods');
  },
);
