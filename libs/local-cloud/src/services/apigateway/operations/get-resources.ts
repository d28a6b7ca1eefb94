import { page, readOperation } from './read-operation.ts';
import { resourceShape } from './shapes.ts';

export const getResources = readOperation('GetResources', '/restapis/{api}/resources', (input, context) => {
  const api = context.api();
  const withMethods = input.query.get('embed') === 'methods';
  return page(api.paths(), input, (resource) => resourceShape(api, resource, withMethods));
});
