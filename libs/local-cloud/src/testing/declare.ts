import { createHash } from 'node:crypto';
import type { Catalogue, Graph, ModelContext, Properties, Resource, ResourceLookup } from '@palisade/local-engine';

/** Declares resources of one stack by running their models directly: what a Pulumi program would do, without Pulumi. */
export interface Declaration {
  /** Inputs as the model takes them; documents as JSON text. Returns the completed resource. */
  resource(token: string, name: string, inputs: Properties, options?: DeclaredOptions): Resource;
}

/** Options of a Pulumi resource that services see. */
export interface DeclaredOptions {
  readonly retainOnDelete?: boolean;
  /** `import` */
  readonly importId?: string;
}

export interface DeclareOptions {
  readonly catalogue: Catalogue;
  readonly endpoint: string;
  readonly accountId: string;
  readonly stack: string;
  readonly region: string;
  /** Other stacks; none unless said. */
  readonly elsewhere?: readonly Graph[];
}

/** Thrown when a model finds a problem. */
export class DeclarationError extends Error {
  override readonly name = 'DeclarationError';
}

/** Runs `declare` and returns the graph. Throws DeclarationError with every problem the models see. */
export function declareGraph(options: DeclareOptions, declare: (stack: Declaration) => void): Graph {
  const resources: Resource[] = [];
  const lookup = lookupIn(resources);
  declare({
    resource(token, name, inputs, own = {}) {
      const resource = { ...complete(options, lookup, resources, token, name, inputs), ...own };
      resources.push(resource);
      return resource;
    },
  });
  const { stack } = options;
  const graph: Graph = {
    organization: 'organization',
    project: 'test',
    stack,
    seed: 'seed',
    resources,
    outputs: {},
    secretOutputs: [],
  };
  const problems = resources.flatMap((resource) =>
    (options.catalogue.resource(resource.type)?.checkInGraph?.(resource, graph, lookup) ?? []).map(
      (message) => `${resource.urn}: ${message}`,
    ),
  );
  if (problems.length > 0) throw new DeclarationError(problems.join('\n'));
  return graph;
}

function lookupIn(resources: readonly Resource[]): ResourceLookup {
  return {
    byUrn: (urn) => resources.find((resource) => resource.urn === urn),
    ofType: (token) => resources.filter((resource) => resource.type === token),
    byId: (token, id) => resources.find((resource) => resource.type === token && resource.id === id),
  };
}

function complete(
  options: DeclareOptions,
  resources: ResourceLookup,
  earlier: readonly Resource[],
  token: string,
  name: string,
  given: Properties,
): Resource {
  const model = options.catalogue.resource(token);
  if (model === undefined) throw new DeclarationError(`No service has a model for ${token}.`);
  const { accountId, endpoint, region, stack } = options;
  const urn = `urn:pulumi:${stack}::test::${token}::${name}`;
  const digest = (text: string): Buffer => createHash('sha256').update(`${urn} ${text}`).digest();
  const context: ModelContext = {
    partition: 'aws',
    accountId,
    region: typeof given['region'] === 'string' ? given['region'] : region,
    organization: 'organization',
    project: 'test',
    stack,
    urn,
    name,
    endpoint,
    id(prefix, length, alphabet = '0123456789abcdef') {
      const bytes = Buffer.concat([digest(prefix), digest(`${prefix}+`)]);
      return prefix + Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('');
    },
    resources,
    elsewhere: lookupIn((options.elsewhere ?? []).flatMap((graph) => graph.resources)),
  };
  const unknown = Object.keys(given).filter(
    (input) => input !== 'region' && model.inputs.properties[input] === undefined,
  );
  if (unknown.length > 0) throw new DeclarationError(`${urn}: the model has no ${unknown.join(', ')}.`);
  const named =
    model.name?.automatic === true && given[model.name.property] === undefined
      ? { [model.name.property]: `${name}-${digest('name').toString('hex').slice(0, 7)}` }
      : {};
  const tags = model.inputs.properties['tags'] === undefined ? {} : { tagsAll: given['tags'] ?? {} };
  const base: Properties = {
    ...(model.global === true ? {} : { region: context.region }),
    ...given,
    ...named,
    ...tags,
  };
  const inputs: Properties = { ...model.defaults?.(base, context), ...base };
  const problems = model.check?.(inputs, context) ?? [];
  if (problems.length > 0) throw new DeclarationError(problems.map((message) => `${urn}: ${message}`).join('\n'));
  const { id, outputs } = model.outputs(inputs, context);
  return {
    urn,
    type: token,
    name,
    custom: true,
    external: false,
    id,
    inputs,
    outputs: { ...inputs, ...outputs, id },
    secretInputs: [],
    secretOutputs: [],
    // In the order of declaration, each after all before it.
    dependencies: earlier.map(({ urn: each }) => each),
    propertyDependencies: {},
    protect: false,
    retainOnDelete: false,
  };
}
