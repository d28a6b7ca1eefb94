import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { eventTime } from '../events/cloudtrail-event.ts';
import type { CloudtrailState } from '../state.ts';
import { requiredText } from './input.ts';
import { findTrail, onTrail, trailName } from './named-trail.ts';

const seconds = (at: number | undefined): number | undefined => (at === undefined ? undefined : at / 1000);
const time = (at: number | undefined): string => (at === undefined ? '' : eventTime(at));

/** Source: AWS CloudTrail API Reference, GetTrailStatus. */
export const getTrailStatus = operation({
  name: 'GetTrailStatus',
  parse: ({ input }) => trailName(requiredText(input, 'Name')),
  permissions: (name, state: CloudtrailState, region) => [onTrail('GetTrailStatus', name, region, state)],
  run(name, { region }, state) {
    const { status } = findTrail(name, region, state);
    return json({
      IsLogging: status.logging,
      StartLoggingTime: seconds(status.startedAt),
      StopLoggingTime: seconds(status.stoppedAt),
      LatestDeliveryTime: seconds(status.deliveredAt),
      LatestDeliveryError: status.deliveryError,
      LatestCloudWatchLogsDeliveryTime: seconds(status.logsDeliveredAt),
      LatestCloudWatchLogsDeliveryError: status.logsError,
      LatestDigestDeliveryTime: seconds(status.digestDeliveredAt),
      LatestDigestDeliveryError: status.digestError,
      LatestDeliveryAttemptTime: time(status.attemptedAt),
      LatestDeliveryAttemptSucceeded: status.deliveryError === undefined ? time(status.deliveredAt) : '',
      TimeLoggingStarted: time(status.startedAt),
      TimeLoggingStopped: time(status.stoppedAt),
    });
  },
});
