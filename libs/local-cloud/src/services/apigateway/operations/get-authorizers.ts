import { AUTHORIZER } from '../resources/authorizer.ts';
import { page, readOperation } from './read-operation.ts';
import { authorizerShape } from './shapes.ts';

export const getAuthorizers = readOperation('GetAuthorizers', '/restapis/{api}/authorizers', (input, { api }) =>
  page(api().parts(AUTHORIZER), input, authorizerShape),
);
