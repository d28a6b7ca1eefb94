import { messageOf } from '../errors.ts';
import { checkObject } from '../check/check-shape.ts';
import { makeIdentity, generateId } from '../check/identity.ts';
import type { ProviderSettings } from '../check/check-inputs.ts';
import type { Properties, Resource, Value } from '../graph.ts';
import type { ProviderModel } from '../model.ts';
import { containsUnknown } from '../protocol/decode.ts';
import { unknownValue } from '../protocol/signatures.ts';
import { makeUrn, parseUrn } from '../urn.ts';
import { addProblem } from './run-state.ts';
import type { RunState } from './run-state.ts';

export const providerTypePrefix = 'pulumi:providers:';

/** `aws` of `aws:s3/bucket:Bucket`. */
export function packageOf(token: string): string {
  return token.slice(0, token.indexOf(':'));
}

export interface ProviderReference {
  /** `<urn>::<id>` */
  readonly reference: string;
  readonly resource: Resource;
}

/** The provider a resource names, or the default provider of its package, made from the stack configuration on first use. */
export function findProvider(
  state: RunState,
  reference: string,
  packageName: string,
  version: string,
): ProviderReference | undefined {
  if (reference === '') return defaultProvider(state, packageName, version);
  const urn = reference.slice(0, reference.lastIndexOf('::'));
  const resource = state.resources.get(urn);
  return resource === undefined ? undefined : { reference: `${urn}::${resource.id}`, resource };
}

function defaultProvider(state: RunState, packageName: string, version: string): ProviderReference | undefined {
  const model = state.deployment.catalogue.providers[packageName];
  if (model === undefined) return undefined;
  const type = `${providerTypePrefix}${packageName}`;
  const name = version === '' ? 'default' : `default_${version.replaceAll(/[^0-9A-Za-z]/g, '_')}`;
  const urn = makeUrn(state.deployment.stack, state.deployment.project, '', type, name);
  let resource = state.resources.get(urn);
  if (resource === undefined) {
    if (state.unresolved.has(urn)) return undefined;
    if (isDisabled(state, packageName)) {
      state.unresolved.add(urn);
      addProblem(
        state,
        urn,
        `Default provider for '${packageName}' disabled. Its resources must use an explicit provider.`,
      );
      return undefined;
    }
    const settings: Record<string, string> = {};
    for (const [key, value] of Object.entries(state.deployment.config)) {
      if (key.startsWith(`${packageName}:`)) settings[key.slice(packageName.length + 1)] = value;
    }
    const secrets = state.deployment.secretKeys
      .filter((key) => key.startsWith(`${packageName}:`))
      .map((key) => `/${key.slice(packageName.length + 1)}`);
    resource = completeProvider(state, model, { urn, type, name, given: settings, secrets });
    if (resource === undefined) return undefined;
    state.resources.set(urn, resource);
  }
  return { reference: `${urn}::${resource.id}`, resource };
}

function isDisabled(state: RunState, packageName: string): boolean {
  const disabled: unknown = JSON.parse(state.deployment.config['pulumi:disable-default-providers'] ?? '[]');
  return Array.isArray(disabled) && (disabled.includes('*') || disabled.includes(packageName));
}

export interface ProviderRequest {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly given: Properties;
  readonly secrets: readonly string[];
}

/** Checks a provider's inputs, which arrive as JSON text wherever they are not strings (that is how Pulumi sends them). */
export function completeProvider(
  state: RunState,
  model: ProviderModel,
  request: ProviderRequest,
): Resource | undefined {
  const { urn, type, name, given, secrets } = request;
  const issues: string[] = [];
  const inputs = checkObject(model.inputs, parseSettings(model, given), '', issues) ?? {};
  if (issues.length === 0 && !containsUnknown(inputs)) {
    try {
      model.region(inputs, state.deployment.config);
    } catch (error) {
      issues.push(messageOf(error));
    }
  }
  for (const issue of issues) addProblem(state, urn, issue);
  if (issues.length > 0) {
    state.unresolved.add(urn);
    return undefined;
  }
  const previous = state.previous.get(urn);
  const identity = previous?.identity ?? makeIdentity(state.deployment.seed, urn, [], {});
  const secretInputs = secrets.filter((pointer) => pointer.slice(1) in inputs);
  return {
    urn,
    type,
    name,
    custom: true,
    external: false,
    id: generateId(identity, '', 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    inputs,
    outputs: inputs,
    secretInputs,
    secretOutputs: secretInputs,
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    retainOnDelete: false,
    identity,
  };
}

function parseSettings(model: ProviderModel, given: Properties): Properties {
  const parsed: Record<string, Value> = {};
  for (const [name, value] of Object.entries(given)) {
    const shape = model.inputs.properties[name]?.shape;
    parsed[name] =
      shape !== undefined && shape.kind !== 'string' && typeof value === 'string' ? parseJson(value) : value;
  }
  return parsed;
}

function parseJson(text: string): Value {
  if (text === unknownValue) return text;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}

/** Region and default tags a provider gives its resources. */
export function providerSettings(state: RunState, provider: Resource): ProviderSettings {
  const model = state.deployment.catalogue.providers[parseUrn(provider.urn).type.slice(providerTypePrefix.length)];
  if (model === undefined) throw new Error(`The local cloud has no provider for ${provider.type}.`);
  return {
    region: model.region(provider.inputs, state.deployment.config),
    defaultTags: model.defaultTags(provider.inputs),
  };
}
