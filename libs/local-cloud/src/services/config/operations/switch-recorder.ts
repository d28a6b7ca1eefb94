import { operation, type Operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { ConfigState } from '../state.ts';
import { onRecorder, requiredName } from './input.ts';

/** Source: AWS Config API Reference, StartConfigurationRecorder. */
export const startConfigurationRecorder = switching('StartConfigurationRecorder', true);

/** Source: AWS Config API Reference, StopConfigurationRecorder. */
export const stopConfigurationRecorder = switching('StopConfigurationRecorder', false);

function switching(name: string, recording: boolean): Operation<ConfigState> {
  return operation<ConfigState, string>({
    name,
    parse: ({ input }) => requiredName(input, 'ConfigurationRecorderName'),
    permissions: (_recorder, state, region) => [onRecorder(name, state, region)],
    run(recorder, { region }, state) {
      state.switchRecording(region, recorder, recording);
      return json({});
    },
  });
}
