import { createHash } from 'node:crypto';
import { checkInputs } from '../check/check-inputs.ts';
import { canonicalJson } from '../check/canonical-json.ts';
import { echoable, readAsset } from '../assets/read-asset.ts';
import type { AssetReference, Resource } from '../graph.ts';
import { decodeProperties } from '../protocol/decode.ts';
import type { Decoded } from '../protocol/decode.ts';
import { unknownValue } from '../protocol/signatures.ts';
import type { WireMap } from '../protocol/signatures.ts';
import { addSecretsAt } from '../secret-mask.ts';
import { makeUrn, stackType } from '../urn.ts';
import { aliasUrns } from './aliases.ts';
import { completeResource } from './complete-resource.ts';
import type { Completed } from './complete-resource.ts';
import type { Goal } from './goal.ts';
import { refusedHooks, runHooks } from './hooks.ts';
import { completeProvider, findProvider, packageOf, providerSettings, providerTypePrefix } from './provider.ts';
import { addProblem, invokeContext, rememberAsset } from './run-state.ts';
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
    addProblem(state, urn, error instanceof Error ? error.message : String(error));
    return { urn };
  }
}

async function complete(state: RunState, goal: Goal, urn: string): Promise<Resource | undefined> {
  if (goal.options.importId !== '') addProblem(state, urn, 'the import option is not supported by the local cloud');
  for (const refusal of refusedHooks(goal)) addProblem(state, urn, refusal);
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

async function decode(state: RunState, properties: WireMap): Promise<Decoded> {
  const decoded = await decodeProperties(properties, async (wire): Promise<AssetReference> => {
    const asset = await readAsset(wire, state.deployment.workingDirectory, state.deployment.assets);
    if (echoable(wire)) rememberAsset(state, asset, wire);
    return asset;
  });
  addSecretsAt(state.mask, decoded.properties, decoded.secrets);
  return decoded;
}

function component(state: RunState, goal: Goal, urn: string, { properties, secrets }: Decoded): Resource {
  const previous = findPrevious(state, urn);
  if (goal.type !== stackType) report(state, goal, urn, previous === undefined ? 'create' : 'same');
  return {
    ...common(state, goal, urn, previous),
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
  const same = previous !== undefined && canonicalJson(previous.inputs) === canonicalJson(provider.inputs);
  report(state, goal, urn, previous === undefined ? 'create' : same ? 'same' : 'update');
  return { ...provider, ...common(state, goal, urn, previous) };
}

async function registerCustom(
  state: RunState,
  goal: Goal,
  urn: string,
  decoded: Decoded,
): Promise<Resource | undefined> {
  const model = state.deployment.catalogue.resource(goal.type);
  if (model === undefined) {
    addProblem(
      state,
      urn,
      goal.type.startsWith('pulumi-nodejs:')
        ? 'dynamic providers are not supported by the local cloud'
        : `${goal.type} is not supported by the local cloud`,
    );
    return undefined;
  }
  if (model.refused !== undefined) {
    addProblem(state, urn, `${goal.type} is not supported by the local cloud: ${model.refused}`);
    return undefined;
  }
  const { options } = goal;
  const provider = findProvider(state, options.provider, packageOf(goal.type), options.version);
  const settings = provider === undefined ? undefined : providerSettings(state, provider.resource);
  const checked = checkInputs(
    model,
    decoded.properties,
    decoded.secrets,
    settings ?? { region: unknownValue, defaultTags: {} },
  );
  for (const issue of checked.issues) addProblem(state, urn, issue);
  if (checked.issues.length > 0 || settings === undefined || provider === undefined) return undefined;

  const previous = findPrevious(state, urn);
  const trigger = options.replacementTrigger === undefined ? undefined : digest(options.replacementTrigger);
  const base = {
    ...common(state, goal, urn, previous),
    provider: provider.reference,
    ...(trigger !== undefined && { replacementTrigger: trigger }),
  };
  if (checked.unknown) {
    state.unresolved.add(urn);
    if (!state.deployment.dryRun) return undefined;
    // A preview shows what is known; the id is known when the resource exists already.
    return {
      ...base,
      id: previous?.id ?? unknownValue,
      inputs: checked.inputs,
      outputs: checked.inputs,
      secretInputs: checked.secrets,
      secretOutputs: checked.secrets,
    };
  }
  const completed = completeResource({
    model,
    urn,
    name: goal.name,
    checked,
    previous,
    seed: state.deployment.seed,
    ignoreChanges: options.ignoreChanges,
    replaceOnChanges: options.replaceOnChanges,
    additionalSecretOutputs: options.additionalSecretOutputs,
    replace:
      options.replaceWith.some((other) => state.replaced.has(other)) ||
      (previous?.replacementTrigger !== undefined && previous.replacementTrigger !== trigger),
    context: (id, inputs) => {
      const region = typeof inputs['region'] === 'string' && model.global !== true ? inputs['region'] : settings.region;
      return { ...invokeContext(state, region), urn, name: goal.name, id };
    },
  });
  if ('issues' in completed) {
    for (const issue of completed.issues) addProblem(state, urn, issue);
    return undefined;
  }
  return finish(state, goal, completed, { ...base, ...withoutOperation(completed) }, previous);
}

async function finish(
  state: RunState,
  goal: Goal,
  completed: Completed,
  resource: Resource,
  previous: Resource | undefined,
): Promise<Resource> {
  const { operation } = completed;
  if (operation === 'replace') state.replaced.add(resource.urn);
  addSecretsAt(state.mask, resource.outputs, resource.secretOutputs);
  await runHooks(state, goal, operation, 'before', resource, previous);
  report(state, goal, resource.urn, operation);
  await runHooks(state, goal, operation, 'after', resource, previous);
  return resource;
}

function withoutOperation({ operation: _, ...rest }: Completed): Omit<Completed, 'operation'> {
  return rest;
}

type Common = Pick<
  Resource,
  | 'urn'
  | 'type'
  | 'name'
  | 'custom'
  | 'external'
  | 'parent'
  | 'dependencies'
  | 'propertyDependencies'
  | 'protect'
  | 'retainOnDelete'
  | 'deletedWith'
  | 'deleteBeforeReplace'
  | 'aliases'
>;

function common(state: RunState, goal: Goal, urn: string, previous: Resource | undefined): Common {
  const { options } = goal;
  const parent = goal.parent === '' ? undefined : state.resources.get(goal.parent);
  const known = new Set([...(previous?.aliases ?? []), ...(previous === undefined ? [] : [previous.urn])]);
  known.delete(urn);
  return {
    urn,
    type: goal.type,
    name: goal.name,
    custom: goal.custom,
    external: false,
    ...(goal.parent !== '' && { parent: goal.parent }),
    dependencies: [...options.dependsOn].sort(),
    propertyDependencies: goal.propertyDependencies,
    protect: options.protect ?? parent?.protect ?? false,
    retainOnDelete: options.retainOnDelete ?? parent?.retainOnDelete ?? false,
    ...(options.deletedWith !== '' && { deletedWith: options.deletedWith }),
    ...(options.deleteBeforeReplace !== undefined && { deleteBeforeReplace: options.deleteBeforeReplace }),
    ...(known.size > 0 && { aliases: [...known].sort() }),
  };
}

/** The resource of the last deployment under this urn or, failing that, under one of its aliases. */
function findPrevious(state: RunState, urn: string): Resource | undefined {
  const candidates = [urn, ...(state.aliases.get(urn) ?? [])];
  return candidates.map((candidate) => state.previous.get(candidate)).find((found) => found !== undefined);
}

function digest(trigger: unknown): string {
  return createHash('sha256').update(JSON.stringify(trigger)).digest('hex');
}

function report(state: RunState, goal: Goal, urn: string, operation: Completed['operation']): void {
  state.deployment.onEvent({ kind: 'resource', urn, type: goal.type, name: goal.name, operation });
}
