import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { groupNameOf } from '../arn.ts';
import { InvalidParameter, ResourceNotFound } from '../errors.ts';
import type { LogsState } from '../state.ts';
import { requiredText } from './input.ts';
import { onGroupArn } from './permission.ts';

/** Source: CloudWatch Logs API Reference, ListTagsForResource. */
export const listTagsForResource = operation({
  name: 'ListTagsForResource',
  parse({ input }) {
    const arn = requiredText(input, 'resourceArn');
    const group = groupNameOf(arn);
    if (!arn.startsWith('arn:') || group === '') throw new InvalidParameter(`Invalid resource ARN: ${arn}`);
    return { group };
  },
  permissions: ({ group }, state: LogsState, region) => onGroupArn('ListTagsForResource', state, region, group),
  run({ group: name }, { region }, state) {
    const group = state.find(region, name);
    if (group === undefined) throw new ResourceNotFound('log group');
    return json({ tags: group.declared?.tags ?? {} });
  },
});
