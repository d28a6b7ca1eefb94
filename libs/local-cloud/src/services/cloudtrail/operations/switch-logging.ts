import { operation, type Operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { InternalFailure, InvalidHomeRegion } from '../errors.ts';
import type { CloudtrailState } from '../state.ts';
import { requiredText } from './input.ts';
import { findTrail, onTrail, trailName } from './named-trail.ts';

/** Source: AWS CloudTrail API Reference, StartLogging. */
export const startLogging = switching('StartLogging', true);

/** Source: AWS CloudTrail API Reference, StopLogging. */
export const stopLogging = switching('StopLogging', false);

function switching(name: 'StartLogging' | 'StopLogging', logging: boolean): Operation<CloudtrailState> {
  return operation({
    name,
    parse: ({ input }) => trailName(requiredText(input, 'Name')),
    permissions: (given, state: CloudtrailState, region) => [onTrail(name, given, region, state)],
    run(given, { now, region, requestId }, state) {
      const trail = findTrail(given, region, state);
      if (trail.declared.homeRegion !== region) throw new InvalidHomeRegion(trail.declared.homeRegion);
      try {
        state.switchLogging(trail, logging, now, requestId);
      } catch (error) {
        throw new InternalFailure(error);
      }
      return json({});
    },
  });
}
