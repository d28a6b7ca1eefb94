import { formatArn } from '@palisade/policies';
import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { ResourceNotFound } from '../errors.ts';
import type { LambdaState } from '../state.ts';
import { eventSourceMappingJson } from './event-source-mapping-json.ts';

export const getEventSourceMapping = operation<LambdaState, string>({
  name: 'GetEventSourceMapping',
  route: { method: 'GET', path: '/2015-03-31/event-source-mappings/{UUID}' },
  parse: ({ params }) => params['UUID'] ?? '',
  permissions: (uuid, { host }, region) => [
    {
      action: 'lambda:GetEventSourceMapping',
      resource: formatArn({
        partition: host.partition,
        service: 'lambda',
        region,
        account: host.accountId,
        resource: `event-source-mapping:${uuid}`,
      }),
    },
  ],
  run(uuid, { region }, state) {
    const mapping = state.eventSourceMappings(region).find((each) => each.uuid === uuid);
    if (mapping === undefined) throw new ResourceNotFound('The resource you requested does not exist.');
    return json(eventSourceMappingJson(mapping));
  },
});
