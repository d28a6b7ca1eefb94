import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { xml } from '../../../kernel/wire.ts';
import type { Route53State } from '../state.ts';
import { onZone, zoneId } from './input.ts';

/** Source: Amazon Route 53 API Reference, ListTagsForResource. */
export const listTagsForResource = operation<Route53State, string>({
  name: 'ListTagsForResource',
  route: { method: 'GET', path: '/2013-04-01/tags/{ResourceType}/{ResourceId}' },
  parse(request) {
    const type = request.params['ResourceType'];
    if (type !== 'hostedzone') throw new NotSupportedError(`tags of the resource type ${type} of Route 53`);
    return zoneId(request, 'ResourceId');
  },
  permissions: (id, state) => [onZone('ListTagsForResource', id, state)],
  run(id, _call, state) {
    const { tags } = state.zone(id);
    return xml('ListTagsForResourceResponse', {
      ResourceTagSet: {
        ResourceType: 'hostedzone',
        ResourceId: id,
        Tags: { Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
      },
    });
  },
});
