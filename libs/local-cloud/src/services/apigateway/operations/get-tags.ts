import { text, textMap } from '../../../kernel/properties.ts';
import { managementArn } from '../arn.ts';
import { NotFound } from '../errors.ts';
import { readOperation } from './read-operation.ts';

/** Tags of an API, a stage, a usage plan, a domain name or a key, by ARN. */
export const getTags = readOperation('GetTags', '/tags/{arn}', ({ params }, { state, region }) => {
  const arn = params['arn'] ?? '';
  const { apis } = state.configuration;
  const tagged = [
    ...apis.values(),
    ...state.usage.plans(region),
    ...state.domains.all(),
    ...[...apis.keys()].flatMap((api) => state.configuration.stages(api)),
  ];
  const { host, usage } = state;
  const key = usage.keys(region).find(({ id }) => managementArn(host.partition, region, `/apikeys/${id}`) === arn);
  if (key !== undefined) return { tags: key.tags };
  const found = tagged.find(({ resource }) => text(resource.outputs, 'arn') === arn);
  if (found === undefined) throw new NotFound('Invalid resource identifier specified');
  return { tags: textMap(found.resource.outputs, 'tagsAll') };
});
