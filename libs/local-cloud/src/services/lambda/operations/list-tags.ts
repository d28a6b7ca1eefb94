import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { ResourceNotFound } from '../errors.ts';
import type { LambdaState } from '../state.ts';

export const listTags = operation<LambdaState, string>({
  name: 'ListTags',
  route: { method: 'GET', path: '/2017-03-31/tags/{Resource}' },
  parse: ({ params }) => params['Resource'] ?? '',
  permissions: (arn) => [{ action: 'lambda:ListTags', resource: arn }],
  run: (arn, { region }, state) => {
    const found = state.functions(region).find((each) => each.arn === arn);
    if (found === undefined) throw new ResourceNotFound(`Function not found: ${arn}`);
    return json({ Tags: found.tags });
  },
});
