import { AUTHORIZER } from '../resources/authorizer.ts';
import { readOperation } from './read-operation.ts';
import { authorizerShape } from './shapes.ts';

export const getAuthorizer = readOperation(
  'GetAuthorizer',
  '/restapis/{api}/authorizers/{authorizer}',
  ({ params }, { api }) =>
    authorizerShape(api().part(AUTHORIZER, params['authorizer'] ?? '', 'Invalid Authorizer identifier specified')),
);
