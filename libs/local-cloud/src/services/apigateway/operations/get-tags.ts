import { text, textMap } from '../../../kernel/properties.ts';
import { NotFound } from '../errors.ts';
import { readOperation } from './read-operation.ts';

/** Tags of an API or a stage, by ARN. */
export const getTags = readOperation('GetTags', '/tags/{arn}', ({ params }, { state }) => {
  const arn = params['arn'] ?? '';
  const { apis } = state.configuration;
  const tagged = [...apis.values(), ...[...apis.keys()].flatMap((api) => state.configuration.stages(api))];
  const found = tagged.find(({ resource }) => text(resource.outputs, 'arn') === arn);
  if (found === undefined) throw new NotFound('Invalid resource identifier specified');
  return { tags: textMap(found.resource.outputs, 'tagsAll') };
});
