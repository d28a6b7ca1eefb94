import { operation, type Operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { NoSuchConfigurationRecorder } from '../errors.ts';
import type { Recorder } from '../recording/declared.ts';
import type { ConfigState } from '../state.ts';
import { names, onRecorder } from './input.ts';

/** Source: AWS Config API Reference, DescribeConfigurationRecorders. */
export const describeConfigurationRecorders = describing('DescribeConfigurationRecorders', (recorders) => ({
  ConfigurationRecorders: recorders.map((recorder) => ({
    arn: recorder.arn,
    name: recorder.name,
    roleARN: recorder.roleArn,
    recordingGroup: {
      allSupported: recorder.allSupported,
      includeGlobalResourceTypes: recorder.includeGlobalResourceTypes,
      resourceTypes: recorder.resourceTypes,
      exclusionByResourceTypes: { resourceTypes: recorder.excludedResourceTypes },
      recordingStrategy: { useOnly: strategyOf(recorder) },
    },
    recordingMode: { recordingFrequency: recorder.frequency, recordingModeOverrides: [] },
    recordingScope: 'PAID',
  })),
}));

/** Source: AWS Config API Reference, DescribeConfigurationRecorderStatus. */
export const describeConfigurationRecorderStatus = describing(
  'DescribeConfigurationRecorderStatus',
  (recorders, state) => ({
    ConfigurationRecordersStatus: recorders.map(({ arn, name, region }) => {
      const { recording, startedAt, stoppedAt } = state.times.of(region);
      const changedAt = recording ? startedAt : stoppedAt;
      return {
        arn,
        name,
        recording,
        ...(startedAt !== undefined && { lastStartTime: startedAt / 1000 }),
        ...(stoppedAt !== undefined && { lastStopTime: stoppedAt / 1000 }),
        ...(changedAt !== undefined && { lastStatus: 'PENDING', lastStatusChangeTime: changedAt / 1000 }),
      };
    }),
  }),
);

function describing(
  name: string,
  answer: (recorders: readonly Recorder[], state: ConfigState) => JsonObject,
): Operation<ConfigState> {
  return operation<ConfigState, readonly string[] | undefined>({
    name,
    parse: ({ input }) => names(input, 'ConfigurationRecorderNames'),
    permissions: (_names, state, region) => [onRecorder(name, state, region)],
    run(asked, { region }, state) {
      const recorder = state.recorder(region);
      const missing = asked?.find((each) => each !== recorder?.name);
      if (missing !== undefined) throw new NoSuchConfigurationRecorder(missing);
      return json(answer(recorder === undefined ? [] : [recorder], state));
    },
  });
}

function strategyOf({ allSupported, excludedResourceTypes }: Recorder): string {
  if (allSupported) return 'ALL_SUPPORTED_RESOURCE_TYPES';
  return excludedResourceTypes.length > 0 ? 'EXCLUSION_BY_RESOURCE_TYPES' : 'INCLUSION_BY_RESOURCE_TYPES';
}
