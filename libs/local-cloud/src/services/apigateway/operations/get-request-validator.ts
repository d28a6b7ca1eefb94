import { REQUEST_VALIDATOR } from '../resources/request-validator.ts';
import { readOperation } from './read-operation.ts';
import { validatorShape } from './shapes.ts';

export const getRequestValidator = readOperation(
  'GetRequestValidator',
  '/restapis/{api}/requestvalidators/{validator}',
  ({ params }, { api }) =>
    validatorShape(
      api().part(REQUEST_VALIDATOR, params['validator'] ?? '', 'Invalid Request Validator identifier specified'),
    ),
);
