import type { Graph, Resource } from '@palisade/local-engine';
import { boolean, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { dependenciesOf } from '../../../kernel/dependencies.ts';
import { text } from '../../../kernel/properties.ts';
import { DELIVERY_CHANNEL, RECORDER_STATUS } from '../recording/declared.ts';

/** Whether a recorder is on. Source: AWS Config API Reference, StartConfigurationRecorder and StopConfigurationRecorder. */
export const recorderStatus: ResourceModel = {
  token: RECORDER_STATUS,
  inputs: object({ isEnabled: required(boolean), name: required(string) }),
  retainable: true,
  replaceOn: ['name'],
  outputs: (inputs) => ({ id: text(inputs, 'name') ?? '', outputs: {} }),
  checkInGraph: orderProblems,
};

function orderProblems(status: Resource, graph: Graph): readonly string[] {
  if (status.outputs['isEnabled'] !== true) return [];
  const before = dependenciesOf(status, graph);
  return graph.resources
    .filter(({ outputs, type, urn }) => {
      const here = text(outputs, 'region') === text(status.outputs, 'region');
      return type === DELIVERY_CHANNEL && here && !before.has(urn);
    })
    .map(
      ({ name }) =>
        `The recorder status does not depend on ${name}: AWS may start the recorder first and answer ` +
        'NoAvailableDeliveryChannelException. Add it to dependsOn.',
    );
}
