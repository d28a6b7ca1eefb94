import type { Graph, Properties, Resource, Value } from './graph.ts';
import { object, type Shape } from './shape.ts';

/** What a model may know while it completes one resource. Pure data and pure functions: outputs never depend on time or luck. */
export interface ModelContext {
  readonly partition: string;
  readonly accountId: string;
  /** Region of this resource: its `region` input, else its provider's. */
  readonly region: string;
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  readonly urn: string;
  /** Logical (Pulumi) name of the resource. */
  readonly name: string;
  /** Base URL of the local cloud's door, e.g. `https://127.0.0.1:4566`. */
  readonly endpoint: string;
  /**
   * `prefix` followed by `length` characters of `alphabet` (default lower-case hex), derived from the stack's seed, the urn and
   * the values of the replace-on inputs: a replaced resource gets another id, an updated one keeps its own.
   */
  id(prefix: string, length: number, alphabet?: string): string;
  /** Earlier resources of the same run (dependencies are always among them). */
  readonly resources: ResourceLookup;
  /** What the other local stacks have deployed. */
  readonly elsewhere: ResourceLookup;
}

export interface ResourceLookup {
  byUrn(urn: string): Resource | undefined;
  ofType(token: string): readonly Resource[];
  /** The resource of that type with that id, or undefined. */
  byId(token: string, id: string): Resource | undefined;
}

/** A reason why a resource cannot be deployed. `message` is what AWS itself would answer, where AWS would. */
export interface Problem {
  readonly urn: string;
  readonly message: string;
}

/** How a physical name is made when the program gives none: Pulumi's rule is `<logical name>-<7 hex>`. */
export interface NameRule {
  readonly property: string;
  readonly maxLength: number;
  readonly pattern?: RegExp;
  readonly lowerCase?: boolean;
  /** False where the provider requires the name. */
  readonly automatic: boolean;
}

/**
 * What the local cloud knows about one Pulumi resource type: a table entry in the folder of the service that interprets it.
 * A type without a model fails `up` by name.
 */
export interface ResourceModel {
  /** Pulumi type token, e.g. `aws:s3/bucket:Bucket`. */
  readonly token: string;
  /** Set on a type that is refused like an unknown one, but with the reason: what to use instead. */
  readonly refused?: string;
  /** Inputs the cloud understands. `region` (unless `global`) and, if `tags` is among them, `tagsAll` are added by the engine. */
  readonly inputs: Shape & { kind: 'object' };
  readonly name?: NameRule;
  /** Inputs whose change replaces the resource (Terraform's ForceNew). */
  readonly replaceOn: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  /** With `retainOnDelete` it stays in the account when its stack lets go of it: it is a record, with no data of the stack. */
  readonly retainable?: boolean;
  /** True for IAM and other services without regions. */
  readonly global?: boolean;
  /** Values the provider fills in when the program leaves the property out. */
  readonly defaults?: (inputs: Properties, context: ModelContext) => Properties;
  /** Names of outputs that are always secret. */
  readonly secretOutputs?: readonly string[];
  /** Problems visible in this resource alone: limits, patterns, contradictions. Messages only. */
  readonly check?: (inputs: Properties, context: ModelContext) => readonly string[];
  /** Id and computed outputs. The engine echoes inputs and defaults itself; what is returned here wins. */
  readonly outputs: (
    inputs: Properties,
    context: ModelContext,
  ) => { readonly id: string; readonly outputs: Properties };
  /** What AWS takes, and whoever deploys should know all the same: a sentence each. It is told at every run. */
  readonly warnings?: (outputs: Properties) => readonly string[];
  /** Problems visible only in the whole graph, asked once the program is done. */
  readonly checkInGraph?: (resource: Resource, graph: Graph, lookup: ResourceLookup) => readonly string[];
}

/** The model of a type that is refused with a reason. */
export function refusedType(token: string, because: string): ResourceModel {
  return { token, refused: because, inputs: object({}), replaceOn: [], outputs: () => ({ id: '', outputs: {} }) };
}

/** What the local cloud answers to a provider function (`aws.getRegion()` and the like). */
export interface FunctionModel {
  /** Pulumi function token, e.g. `aws:index/getRegion:getRegion`. */
  readonly token: string;
  readonly inputs: Shape & { kind: 'object' };
  /** Throws an Error with AWS's message when the call fails. */
  readonly invoke: (
    args: Properties,
    context: Omit<ModelContext, 'urn' | 'name' | 'id'>,
  ) => { readonly [property: string]: Value };
}

/** All models, handed to the engine by whoever runs it; the engine itself knows no AWS type. */
export interface Catalogue {
  resource(token: string): ResourceModel | undefined;
  function(token: string): FunctionModel | undefined;
  /** `aws`: the provider's inputs and what it passes on. */
  readonly providers: Readonly<Record<string, ProviderModel>>;
}

export interface ProviderModel {
  readonly inputs: Shape & { kind: 'object' };
  /** Region for resources of this provider; throws when neither the provider nor the stack configuration names one. */
  region(inputs: Properties, config: Readonly<Record<string, string>>): string;
  defaultTags(inputs: Properties): Readonly<Record<string, string>>;
}
