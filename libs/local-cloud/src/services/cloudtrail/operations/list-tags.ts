import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { CloudTrailArnInvalid, ResourceNotFound } from '../errors.ts';
import type { CloudtrailState } from '../state.ts';
import { texts } from './input.ts';
import { onTrail, trailName } from './named-trail.ts';

/** Source: AWS CloudTrail API Reference, ListTags. */
export const listTags = operation({
  name: 'ListTags',
  parse: ({ input }) =>
    texts(input, 'ResourceIdList').map((arn) => {
      if (!arn.startsWith('arn:')) throw new CloudTrailArnInvalid(arn);
      return trailName(arn);
    }),
  permissions: (arns, state: CloudtrailState, region) => arns.map((arn) => onTrail('ListTags', arn, region, state)),
  run(arns, _call, state) {
    const ResourceTagList = arns.map((arn) => {
      const trail = state.trails.get(arn);
      if (trail === undefined) throw new ResourceNotFound(arn);
      return {
        ResourceId: arn,
        TagsList: Object.entries(trail.declared.tags).map(([Key, Value]) => ({ Key, Value })),
      };
    });
    return json({ ResourceTagList });
  },
});
