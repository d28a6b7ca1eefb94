import { REQUEST_VALIDATOR } from '../resources/request-validator.ts';
import { page, readOperation } from './read-operation.ts';
import { validatorShape } from './shapes.ts';

export const getRequestValidators = readOperation(
  'GetRequestValidators',
  '/restapis/{api}/requestvalidators',
  (input, { api }) => page(api().parts(REQUEST_VALIDATOR), input, validatorShape),
);
