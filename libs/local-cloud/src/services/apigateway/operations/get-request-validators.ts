import { REQUEST_VALIDATOR } from '../tokens.ts';
import { page, readOperation } from './read-operation.ts';
import { validatorShape } from './shapes.ts';

export const getRequestValidators = readOperation(
  'GetRequestValidators',
  '/restapis/{api}/requestvalidators',
  (input, { api }) => page(api().parts(REQUEST_VALIDATOR).map(validatorShape), input),
);
