import { readAsset } from '../assets/read-asset.ts';
import type { resource } from '../protocol/messages.ts';
import { decodeProperties } from '../protocol/decode.ts';
import { fromStruct } from '../protocol/struct.ts';
import { addSecretsAt } from '../secret-mask.ts';
import { stackUrn } from '../urn.ts';
import type { RunState } from './run-state.ts';

/** Outputs of a component, or of the stack itself once the program's top level is through. */
export async function registerOutputs(
  state: RunState,
  request: resource.RegisterResourceOutputsRequest,
): Promise<void> {
  const { deployment } = state;
  const { properties, secrets } = await decodeProperties(fromStruct(request.getOutputs()), (wire) =>
    readAsset(wire, deployment.workingDirectory, deployment.assets),
  );
  addSecretsAt(state.mask, properties, secrets);
  const urn = request.getUrn();
  if (urn === stackUrn(deployment)) {
    state.outputs = properties;
    state.secretOutputs = secrets;
    state.outputsRegistered = true;
  }
  const known = state.resources.get(urn);
  if (known !== undefined) state.resources.set(urn, { ...known, outputs: properties, secretOutputs: secrets });
}
