import { createHash } from 'node:crypto';
import type { Graph, ModelContext, Properties, Resource, ResourceLookup, ResourceModel } from '@palisade/local-engine';
import type { CloudView } from '../../../kernel/service.ts';

/** What a test declares with resource models alone: completes resources as the engine would, without program and protocol. */
export class Declaration {
  readonly region: string;
  readonly stack: string;
  readonly #models: ReadonlyMap<string, ResourceModel>;
  readonly #resources: Resource[] = [];

  constructor(models: readonly ResourceModel[], { region = 'us-east-1', stack = 'test' } = {}) {
    this.#models = new Map(models.map((model) => [model.token, model]));
    this.region = region;
    this.stack = stack;
  }

  /** Declares a resource and returns it with its outputs; throws with the problems of its own check. */
  add(model: ResourceModel, name: string, given: Properties): Resource {
    const context = this.#context(model, name);
    const named = model.name?.automatic === true ? { [model.name.property]: `${name}-0123456` } : {};
    const tags = 'tags' in model.inputs.properties ? { tagsAll: given['tags'] ?? {} } : {};
    const inputs = { region: this.region, ...named, ...model.defaults?.(given, context), ...given, ...tags };
    const problems = model.check?.(inputs, context) ?? [];
    if (problems.length > 0) throw new Error(problems.join('\n'));
    const { id, outputs } = model.outputs(inputs, context);
    const resource: Resource = {
      urn: context.urn,
      type: model.token,
      name,
      custom: true,
      external: false,
      id,
      inputs,
      outputs: { ...inputs, ...outputs },
      secretInputs: [],
      secretOutputs: [],
      dependencies: [],
      propertyDependencies: {},
      protect: false,
      retainOnDelete: false,
    };
    this.#resources.push(resource);
    return resource;
  }

  /** Problems that are visible in the whole graph only. */
  problems(): readonly string[] {
    return this.#resources.flatMap(
      (resource) => this.#models.get(resource.type)?.checkInGraph?.(resource, this.graph(), this.lookup()) ?? [],
    );
  }

  graph(): Graph {
    return {
      organization: 'organization',
      project: 'project',
      stack: this.stack,
      seed: 'seed',
      resources: this.#resources,
      outputs: {},
      secretOutputs: [],
    };
  }

  lookup(): ResourceLookup {
    return {
      byUrn: (urn) => this.#resources.find((resource) => resource.urn === urn),
      ofType: (token) => this.#resources.filter((resource) => resource.type === token),
      byId: (token, id) => this.#resources.find((resource) => resource.type === token && resource.id === id),
    };
  }

  view(): CloudView {
    const stackResources = this.#resources.map((resource) => ({ stack: this.stack, resource }));
    return {
      stacks: new Map([[this.stack, this.graph()]]),
      ofType: (token) => stackResources.filter(({ resource }) => resource.type === token),
      byUrn: (urn) => stackResources.find(({ resource }) => resource.urn === urn),
    };
  }

  #context(model: ResourceModel, name: string): ModelContext {
    const urn = `urn:pulumi:${this.stack}::project::${model.token}::${name}`;
    return {
      partition: 'aws',
      accountId: '000000000000',
      region: this.region,
      organization: 'organization',
      project: 'project',
      stack: this.stack,
      urn,
      name,
      endpoint: 'https://127.0.0.1:4566',
      id: (prefix, length) =>
        prefix +
        createHash('sha256')
          .update(urn + prefix)
          .digest('hex')
          .slice(0, length),
      resources: this.lookup(),
      elsewhere: { byUrn: () => undefined, ofType: () => [], byId: () => undefined },
    };
  }
}
