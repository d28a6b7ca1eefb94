import { aliasJson } from './alias-json.ts';
import { functionOperation } from './function-operation.ts';

export const listAliases = functionOperation(
  'ListAliases',
  { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/aliases' },
  (found, _, state) => ({ Aliases: state.aliasesOf(found.arn).map(aliasJson) }),
);
