import { canonicalJson, sameValue } from '../check/canonical-json.ts';
import { keepExisting } from '../check/check-inputs.ts';
import type { CheckedInputs } from '../check/check-inputs.ts';
import { generateId, makeIdentity, nextIdentity } from '../check/identity.ts';
import { checkName, generateName } from '../check/name.ts';
import { differsAt } from '../check/property-path.ts';
import type { Properties, Resource, Value } from '../graph.ts';
import type { ModelContext, ResourceModel } from '../model.ts';
import { appendToken } from '../pointer.ts';

export type Operation = 'create' | 'update' | 'replace' | 'same' | 'import';

/** What the program asks for one resource, shape already checked, and what the last deployment had. */
export interface Completable {
  readonly model: ResourceModel;
  readonly urn: string;
  readonly name: string;
  readonly checked: CheckedInputs;
  readonly previous: Resource | undefined;
  readonly seed: string;
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  /** A replacement asked for by `replaceWith` or a changed `replacementTrigger`. */
  readonly replace: boolean;
  context(id: ModelContext['id'], inputs: Properties): ModelContext;
}

export interface Completed {
  readonly operation: Operation;
  readonly identity: string;
  readonly generated?: readonly string[];
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly secretInputs: readonly string[];
  readonly secretOutputs: readonly string[];
}

/** Name, defaults, checks, id and outputs of one resource: a pure function of what was asked and what was there before. */
export function completeResource(asked: Completable): Completed | { readonly issues: readonly string[] } {
  const { model, previous } = asked;
  const issues: string[] = [];
  const wanted = asked.checked.inputs;
  const fresh = makeIdentity(asked.seed, asked.urn, model.replaceOn, wanted);
  let identity = previous?.identity ?? fresh;
  let filled = fill(asked, wanted, identity, previous, issues);
  const fixedDiffers = previous !== undefined && fixedInputsDiffer(model, filled.inputs, previous.inputs);
  const replaced =
    previous !== undefined && (fixedDiffers || isReplacementAsked(asked, filled.inputs, previous.inputs));
  if (replaced) {
    identity = fixedDiffers && fresh !== identity ? fresh : nextIdentity(identity);
    issues.length = 0;
    filled = fill(asked, wanted, identity, undefined, issues);
  }
  const { inputs, generated } = filled;
  const context = contextFor(asked, identity, inputs);
  issues.push(...(issues.length === 0 ? (model.check?.(inputs, context) ?? []) : []));
  if (issues.length > 0) return { issues };

  const computed = model.outputs(inputs, context);
  const outputs = { ...inputs, ...computed.outputs };
  const named = [...(model.secretOutputs ?? []), ...asked.additionalSecretOutputs];
  return {
    operation:
      previous === undefined ? 'create' : replaced ? 'replace' : sameInputs(inputs, previous) ? 'same' : 'update',
    identity,
    ...(generated.length > 0 && { generated }),
    id: computed.id,
    inputs,
    outputs,
    secretInputs: keepExisting(inputs, asked.checked.secrets),
    secretOutputs: keepExisting(outputs, [
      ...asked.checked.secrets,
      ...named.filter((name) => name in outputs).map((name) => appendToken('', name)),
    ]),
  };
}

/** Adds the generated name and the provider's defaults. */
function fill(
  asked: Completable,
  wanted: Properties,
  identity: string,
  keep: Resource | undefined,
  issues: string[],
): { readonly inputs: Properties; readonly generated: readonly string[] } {
  const { model } = asked;
  let inputs: Record<string, Value> = { ...wanted };
  const generated: string[] = [];
  const rule = model.name;
  if (rule !== undefined) {
    const given = inputs[rule.property];
    const kept = keep?.generated?.includes(rule.property) === true ? keep.inputs[rule.property] : undefined;
    if (typeof given === 'string' && given !== kept) checkName(rule, given, issues);
    else if (!rule.automatic) issues.push(`${rule.property} is required`);
    else {
      const name = kept ?? generateName(rule, asked.name, identity, issues);
      if (name !== undefined) inputs[rule.property] = name;
      generated.push(rule.property);
    }
  }
  const defaults = issues.length === 0 ? model.defaults?.(inputs, contextFor(asked, identity, inputs)) : undefined;
  if (defaults !== undefined) inputs = { ...defaults, ...inputs };
  return { inputs, generated };
}

function contextFor(asked: Completable, identity: string, inputs: Properties): ModelContext {
  return asked.context((prefix, length, alphabet) => generateId(identity, prefix, length, alphabet), inputs);
}

function fixedInputsDiffer(model: ResourceModel, next: Properties, previous: Properties): boolean {
  const fixed = model.global === true ? model.replaceOn : [...model.replaceOn, 'region'];
  return fixed.some((name) => !sameValue(next[name], previous[name]));
}

function isReplacementAsked(
  { replace, replaceOnChanges }: Completable,
  next: Properties,
  previous: Properties,
): boolean {
  return replace || replaceOnChanges.some((path) => differsAt(next, previous, path));
}

function sameInputs(inputs: Properties, previous: Resource): boolean {
  return canonicalJson(inputs) === canonicalJson(previous.inputs);
}
