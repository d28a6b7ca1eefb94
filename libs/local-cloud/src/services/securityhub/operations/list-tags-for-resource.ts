import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { ResourceNotFound } from '../errors.ts';
import type { SecurityHubState } from '../state.ts';

/** The provider tags neither the hub nor its subscriptions. Source: AWS Security Hub API Reference, ListTagsForResource. */
export const listTagsForResource = operation<SecurityHubState, string>({
  name: 'ListTagsForResource',
  route: { method: 'GET', path: '/tags/{ResourceArn}' },
  parse: ({ params }) => params['ResourceArn'] ?? '',
  permissions: (arn) => [{ action: 'securityhub:ListTagsForResource', resource: arn }],
  run(arn, { region }, state) {
    if (arn !== state.hub(region).arn)
      throw new ResourceNotFound(`The request was rejected because ${arn} was not found`);
    return json({ Tags: {} });
  },
});
