import { createHash } from 'node:crypto';
import { checkInputs } from '../check/check-inputs.ts';
import { keepOldValues, parsePropertyPath } from '../check/property-path.ts';
import type { Resource } from '../graph.ts';
import { parsePointer } from '../pointer.ts';
import type { Decoded } from '../protocol/decode.ts';
import { unknownValue } from '../protocol/signatures.ts';
import { addSecretsAt } from '../secret-mask.ts';
import { completeResource } from './complete-resource.ts';
import type { Completed } from './complete-resource.ts';
import type { Goal } from './goal.ts';
import { importing, importMismatch } from './import-resource.ts';
import { runHooks } from './hooks.ts';
import { findProvider, packageOf, providerSettings } from './provider.ts';
import { findPrevious, report, resourceBase } from './resource-base.ts';
import { addProblem, invokeContext } from './run-state.ts';
import type { RunState } from './run-state.ts';

/** Registers a resource that a model describes. Undefined when it could not be completed; the problems are noted. */
export async function registerCustom(
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
  const managed = findPrevious(state, urn);
  const imported = importing(state, goal, managed, decoded.properties['region'] ?? settings?.region);
  if (typeof imported === 'string') {
    addProblem(state, urn, imported);
    return undefined;
  }
  const previous = managed ?? imported;
  const wanted = ignoreChanges(decoded, previous, options.ignoreChanges);
  const checked = checkInputs(
    model,
    wanted.properties,
    wanted.secrets,
    settings ?? { region: unknownValue, defaultTags: {} },
  );
  for (const issue of checked.issues) addProblem(state, urn, issue);
  if (checked.issues.length > 0 || settings === undefined || provider === undefined) return undefined;

  const trigger = options.replacementTrigger === undefined ? undefined : digest(options.replacementTrigger);
  const base = {
    ...resourceBase(state, goal, urn, managed),
    provider: provider.reference,
    ...(options.importId !== '' && { importId: options.importId }),
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
  const resource = { ...base, ...withoutOperation(completed) };
  const warnings = model.warnings?.(resource.outputs) ?? [];
  if (imported === undefined) return finish(state, goal, completed, resource, managed, warnings);
  const mismatch = importMismatch(imported, resource);
  if (mismatch !== undefined) {
    addProblem(state, urn, mismatch);
    return undefined;
  }
  return finish(state, goal, { ...completed, operation: 'import' }, resource, undefined, warnings);
}

/** What is ignored keeps its old value before anything is derived from it. */
function ignoreChanges(decoded: Decoded, previous: Resource | undefined, paths: readonly string[]): Decoded {
  if (previous === undefined || paths.length === 0) return decoded;
  const names = new Set(paths.map((path) => parsePropertyPath(path)[0]));
  const secrets = previous.secretInputs.filter((pointer) => names.has('*') || names.has(parsePointer(pointer)[0]));
  return {
    properties: keepOldValues(decoded.properties, previous.inputs, paths),
    secrets: [...new Set([...decoded.secrets, ...secrets])],
  };
}

async function finish(
  state: RunState,
  goal: Goal,
  completed: Completed,
  resource: Resource,
  previous: Resource | undefined,
  warnings: readonly string[],
): Promise<Resource> {
  const { operation } = completed;
  const { urn } = resource;
  if (operation === 'replace') state.replaced.add(urn);
  addSecretsAt(state.mask, resource.outputs, resource.secretOutputs);
  await runHooks(state, goal, operation, 'before', resource, previous);
  report(state, goal, urn, operation);
  for (const message of warnings) {
    state.deployment.onEvent({ kind: 'log', severity: 'warning', message: state.mask.apply(message), urn });
  }
  await runHooks(state, goal, operation, 'after', resource, previous);
  return resource;
}

function withoutOperation({ operation: _, ...rest }: Completed): Omit<Completed, 'operation'> {
  return rest;
}

function digest(trigger: unknown): string {
  return createHash('sha256').update(JSON.stringify(trigger)).digest('hex');
}
