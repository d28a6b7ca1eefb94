import type { Properties, Value } from '../graph.ts';
import type { ResourceModel } from '../model.ts';
import { deepestExisting } from '../pointer.ts';
import { containsUnknown } from '../protocol/decode.ts';
import { object, string } from '../shape.ts';
import type { Shape } from '../shape.ts';
import { checkObject } from './check-shape.ts';

/** What the program's provider contributes to every resource. */
export interface ProviderSettings {
  readonly region: string;
  readonly defaultTags: Readonly<Record<string, string>>;
}

export interface CheckedInputs {
  readonly inputs: Properties;
  readonly secrets: readonly string[];
  readonly unknown: boolean;
  /** What does not fit the shape; messages only. */
  readonly issues: readonly string[];
}

/** Shape, region and tags: everything about inputs that needs neither the resource's name nor its identity. */
export function checkInputs(
  model: ResourceModel,
  given: Properties,
  secrets: readonly string[],
  provider: ProviderSettings,
): CheckedInputs {
  const issues: string[] = [];
  // The provider computes tagsAll; what a program sets there is overwritten on AWS too.
  const { tagsAll: _, ...settable } = given;
  const hasTags = model.inputs.properties['tags'] !== undefined;
  const checked = checkObject(acceptedInputs(model), hasTags ? settable : given, '', issues) ?? {};
  const inputs: Record<string, Value> = { ...checked };
  if (model.global !== true) inputs['region'] ??= provider.region;
  if (hasTags) inputs['tagsAll'] = mergeTags(provider.defaultTags, inputs['tags']);
  const tagSecrets = secrets
    .filter((secret) => secret.startsWith('/tags'))
    .map((secret) => secret.replace('/tags', '/tagsAll'));
  return {
    inputs,
    secrets: keepExisting(inputs, [...secrets, ...tagSecrets]),
    unknown: containsUnknown(inputs),
    issues,
  };
}

const shapes = new WeakMap<ResourceModel, Shape & { kind: 'object' }>();

/** The model's inputs and what the engine itself adds to every regional resource. */
function acceptedInputs(model: ResourceModel): Shape & { kind: 'object' } {
  const known = shapes.get(model);
  if (known !== undefined) return known;
  const shape = model.global === true ? model.inputs : object({ region: string, ...model.inputs.properties });
  shapes.set(model, shape);
  return shape;
}

function mergeTags(defaults: Readonly<Record<string, string>>, tags: Value | undefined): Value {
  if (tags === undefined) return defaults;
  // Tags that are not known yet, as a whole.
  if (typeof tags !== 'object') return tags;
  return { ...defaults, ...tags };
}

/** Secret pointers after the check: inside a document that became text they shrink to the document, left-out ones go. */
export function keepExisting(inputs: Properties, secrets: readonly string[]): string[] {
  const kept = new Set<string>();
  for (const secret of secrets) {
    const existing = deepestExisting(inputs, secret);
    if (existing !== undefined) kept.add(existing);
  }
  return [...kept].sort();
}
