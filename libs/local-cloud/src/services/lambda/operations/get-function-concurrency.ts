import { functionOperation } from './function-operation.ts';

export const getFunctionConcurrency = functionOperation(
  'GetFunctionConcurrency',
  { method: 'GET', path: '/2019-09-30/functions/{FunctionName}/concurrency' },
  ({ reservedConcurrency }) =>
    reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency },
);
