import { configurationJson } from './configuration-json.ts';
import { functionOperation } from './function-operation.ts';

export const getFunction = functionOperation(
  'GetFunction',
  { method: 'GET', path: '/2015-03-31/functions/{FunctionName}' },
  (found, _, state, call) => ({
    Configuration: configurationJson(found, state, call),
    ...(Object.keys(found.tags).length > 0 && { Tags: found.tags }),
    ...(found.reservedConcurrency !== undefined && {
      Concurrency: { ReservedConcurrentExecutions: found.reservedConcurrency },
    }),
  }),
);
