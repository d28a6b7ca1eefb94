import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { ResourceNotFound } from '../errors.ts';
import type { FunctionName } from '../function-name.ts';
import type { LambdaState } from '../state.ts';
import { aliasJson } from './alias-json.ts';
import { readReference, referencedArn, referencedFunction } from './function-reference.ts';

export const getAlias = operation<LambdaState, { reference: FunctionName; name: string }>({
  name: 'GetAlias',
  route: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/aliases/{Name}' },
  parse: (request) => ({ reference: readReference(request), name: request.params['Name'] ?? '' }),
  permissions: ({ reference }, state, region) => [
    { action: 'lambda:GetAlias', resource: referencedArn(reference, state, region) },
  ],
  run: ({ reference, name }, { region }, state) => {
    const { arn } = referencedFunction(reference, state, region);
    const found = state.aliasesOf(arn).find((alias) => alias.name === name);
    if (found === undefined) throw new ResourceNotFound(`Alias not found: ${arn}:${name}`);
    return json(aliasJson(found));
  },
});
