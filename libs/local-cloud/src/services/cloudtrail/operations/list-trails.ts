import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { CloudtrailState } from '../state.ts';

/** Source: AWS CloudTrail API Reference, ListTrails. */
export const listTrails = operation({
  name: 'ListTrails',
  parse: () => ({}),
  permissions: () => [{ action: 'cloudtrail:ListTrails', resource: '*' }],
  run: (_input, _call, state: CloudtrailState) =>
    json({
      Trails: [...state.trails.values()].map(({ declared: { arn, homeRegion, name } }) => ({
        TrailARN: arn,
        Name: name,
        HomeRegion: homeRegion,
      })),
    }),
});
