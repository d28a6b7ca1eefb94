import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { CloudtrailState } from '../state.ts';
import { requiredText } from './input.ts';
import { findTrail, onTrail, trailName } from './named-trail.ts';
import { trailJson } from './trail-json.ts';

/** Source: AWS CloudTrail API Reference, GetTrail. */
export const getTrail = operation({
  name: 'GetTrail',
  parse: ({ input }) => trailName(requiredText(input, 'Name')),
  permissions: (name, state: CloudtrailState, region) => [onTrail('GetTrail', name, region, state)],
  run: (name, { region }, state) => json({ Trail: trailJson(findTrail(name, region, state).declared) }),
});
