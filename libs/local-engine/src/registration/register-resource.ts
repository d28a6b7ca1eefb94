import { messageOf } from '../errors.ts';
import { sameValue } from '../check/canonical-json.ts';
import { echoOf, readAsset } from '../assets/read-asset.ts';
import type { AssetReference, Resource } from '../graph.ts';
import { decodeProperties } from '../protocol/decode.ts';
import type { Decoded } from '../protocol/decode.ts';
import type { WireMap } from '../protocol/signatures.ts';
import { addSecretsAt } from '../secret-mask.ts';
import { makeUrn, stackType } from '../urn.ts';
import { aliasUrns } from './aliases.ts';
import type { Goal } from './goal.ts';
import { completeProvider, providerTypePrefix } from './provider.ts';
import { registerCustom } from './register-custom.ts';
import { findPrevious, report, resourceBase } from './resource-base.ts';
import { addProblem } from './run-state.ts';
import type { RunState } from './run-state.ts';
import { applyTransforms } from './transforms.ts';

/** What the program is told: the completed resource, or only its urn when it could not be completed. */
export interface Registration {
  readonly urn: string;
  readonly resource?: Resource;
}

/** Registers one resource. What is wrong with it becomes a problem of the run; nothing is thrown, so the run goes on. */
export async function registerResource(state: RunState, requested: Goal): Promise<Registration> {
  const { stack, project } = state.deployment;
  let goal = requested;
  let urn = makeUrn(stack, project, goal.parent, goal.type, goal.name);
  try {
    goal = await applyTransforms(state, requested);
    urn = makeUrn(stack, project, goal.parent, goal.type, goal.name);
    if (state.claimed.has(urn)) {
      addProblem(state, urn, `Duplicate resource URN '${urn}'; try giving it a unique name`);
      return { urn };
    }
    state.claimed.add(urn);
    state.aliases.set(urn, aliasUrns(goal, state.aliases.get(goal.parent) ?? [], state.deployment));
    state.transforms.set(urn, requested.transforms);
    const resource = await complete(state, goal, urn);
    if (resource === undefined) {
      state.unresolved.add(urn);
      return { urn };
    }
    state.resources.set(urn, resource);
    return { urn, resource };
  } catch (error) {
    state.unresolved.add(urn);
    addProblem(state, urn, messageOf(error));
    return { urn };
  }
}

async function complete(state: RunState, goal: Goal, urn: string): Promise<Resource | undefined> {
  for (const option of refusedOptions(goal)) {
    addProblem(state, urn, `the ${option} option is not supported by the local cloud`);
  }
  if (goal.remote) {
    addProblem(state, urn, `the component ${goal.type} lives in a provider plugin, which the local cloud cannot run`);
    return undefined;
  }
  const decoded = await decode(state, goal.properties);
  if (!goal.custom) return component(state, goal, urn, decoded);
  return goal.type.startsWith(providerTypePrefix)
    ? registerProvider(state, goal, urn, decoded)
    : registerCustom(state, goal, urn, decoded);
}

function refusedOptions({ options }: Goal): string[] {
  // Deletions happen after the program, in the cloud, where no code of the program can run.
  const { hooks } = options;
  return [
    ...options.unsupported,
    ...((hooks?.getBeforeDeleteList().length ?? 0) > 0 ? ['hooks.beforeDelete'] : []),
    ...((hooks?.getAfterDeleteList().length ?? 0) > 0 ? ['hooks.afterDelete'] : []),
  ];
}

async function decode(state: RunState, properties: WireMap): Promise<Decoded> {
  const decoded = await decodeProperties(properties, async (wire): Promise<AssetReference> => {
    const asset = await readAsset(wire, state.deployment.workingDirectory, state.deployment.assets);
    state.assetForms.set(asset.hash, echoOf(wire));
    return asset;
  });
  addSecretsAt(state.mask, decoded.properties, decoded.secrets);
  return decoded;
}

function component(state: RunState, goal: Goal, urn: string, { properties, secrets }: Decoded): Resource {
  const previous = findPrevious(state, urn);
  if (goal.type !== stackType) report(state, goal, urn, previous === undefined ? 'create' : 'same');
  return {
    ...resourceBase(state, goal, urn, previous),
    id: '',
    inputs: properties,
    outputs: {},
    secretInputs: secrets,
    secretOutputs: [],
  };
}

function registerProvider(state: RunState, goal: Goal, urn: string, decoded: Decoded): Resource | undefined {
  const model = state.deployment.catalogue.providers[goal.type.slice(providerTypePrefix.length)];
  if (model === undefined) {
    addProblem(state, urn, `${goal.type} is not supported by the local cloud`);
    return undefined;
  }
  const { properties: given, secrets } = decoded;
  const provider = completeProvider(state, model, { urn, type: goal.type, name: goal.name, given, secrets });
  if (provider === undefined) return undefined;
  const previous = findPrevious(state, urn);
  const same = previous !== undefined && sameValue(previous.inputs, provider.inputs);
  report(state, goal, urn, previous === undefined ? 'create' : same ? 'same' : 'update');
  return { ...provider, ...resourceBase(state, goal, urn, previous) };
}
