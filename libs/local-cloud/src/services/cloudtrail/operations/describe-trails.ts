import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { CloudtrailState } from '../state.ts';
import { texts } from './input.ts';
import { showsIn, trailArn, trailName } from './named-trail.ts';
import { trailJson } from './trail-json.ts';

/** Source: AWS CloudTrail API Reference, DescribeTrails. */
export const describeTrails = operation({
  name: 'DescribeTrails',
  parse: ({ input }) => ({
    names: texts(input, 'trailNameList').map(trailName),
    shadows: input['includeShadowTrails'] !== false,
  }),
  permissions: () => [{ action: 'cloudtrail:DescribeTrails', resource: '*' }],
  run({ names, shadows }, { region }, state: CloudtrailState) {
    const asked = names.map((name) => trailArn(name, region, state));
    const trailList = [...state.trails.values()]
      .filter((trail) => (shadows ? showsIn(trail, region) : trail.declared.homeRegion === region))
      .filter(({ declared }) => asked.length === 0 || asked.includes(declared.arn))
      .map(({ declared }) => trailJson(declared));
    return json({ trailList });
  },
});
