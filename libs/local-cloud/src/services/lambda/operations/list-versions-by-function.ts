import { configurationJson } from './configuration-json.ts';
import { functionOperation } from './function-operation.ts';

/** Functions have no published versions here. */
export const listVersionsByFunction = functionOperation(
  'ListVersionsByFunction',
  { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/versions' },
  (found, _, state, call) => ({
    Versions: [{ ...configurationJson(found, state, call), FunctionArn: `${found.arn}:$LATEST` }],
  }),
);
