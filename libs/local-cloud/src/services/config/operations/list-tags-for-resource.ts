import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { ResourceNotFound } from '../errors.ts';
import type { ConfigState } from '../state.ts';
import { requiredName } from './input.ts';

/** The provider tags neither recorders nor channels. Source: AWS Config API Reference, ListTagsForResource. */
export const listTagsForResource = operation<ConfigState, string>({
  name: 'ListTagsForResource',
  parse: ({ input }) => requiredName(input, 'ResourceArn'),
  permissions: (arn) => [{ action: 'config:ListTagsForResource', resource: arn }],
  run(arn, { region }, state) {
    if (arn !== state.recorder(region)?.arn) throw new ResourceNotFound(arn);
    return json({ Tags: [] });
  },
});
