import { configurationJson } from './configuration-json.ts';
import { functionOperation } from './function-operation.ts';

export const getFunctionConfiguration = functionOperation(
  'GetFunctionConfiguration',
  { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/configuration' },
  (found, _, state, call) => configurationJson(found, state, call),
);
