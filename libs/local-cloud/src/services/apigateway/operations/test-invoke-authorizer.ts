import { NotSupportedError } from '../../../kernel/errors.ts';
import { managementOperation } from './management-operation.ts';

export const testInvokeAuthorizer = managementOperation(
  'TestInvokeAuthorizer',
  { method: 'POST', path: '/restapis/{api}/authorizers/{authorizer}' },
  () => {
    throw new NotSupportedError('apigateway:TestInvokeAuthorizer', 'Call a method that uses the authorizer.');
  },
);
