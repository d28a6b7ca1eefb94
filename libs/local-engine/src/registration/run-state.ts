import type { Graph, Properties, Resource } from '../graph.ts';
import type { Catalogue, ModelContext, Problem, ResourceLookup } from '../model.ts';
import type { GrpcClient } from '../protocol/grpc-client.ts';
import type { callback } from '../protocol/messages.ts';
import type { WireMap } from '../protocol/signatures.ts';
import type { AssetStore } from '../assets/asset-store.ts';
import type { EngineEvent } from '../engine-event.ts';
import type { SecretMask } from '../secret-mask.ts';

/** The deployment a run belongs to: what every resource of it shares. */
export interface Deployment {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  readonly seed: string;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  readonly catalogue: Catalogue;
  readonly previous: Graph | undefined;
  readonly endpoint: string;
  readonly accountId: string;
  readonly dryRun: boolean;
  readonly assets: AssetStore;
  /** Relative asset paths start here: the program's working directory. */
  readonly workingDirectory: string;
  /** False for old SDKs, which take a resource without outputs for one whose outputs are undefined. */
  readonly acceptsUnknown: boolean;
  readStack(name: string): Graph | undefined;
  listStacks(): readonly string[];
  /** What stacks have left in the account. */
  readRetained(): readonly Resource[];
  onEvent(event: EngineEvent): void;
}

export interface Hook {
  readonly callback: callback.Callback;
  readonly onDryRun: boolean;
  readonly ignoreErrors: boolean;
}

/** What one run of the program has registered so far. Every RPC handler works on this and on nothing else. */
export interface RunState {
  readonly deployment: Deployment;
  readonly resources: Map<string, Resource>;
  /** Managed resources of the last deployment. */
  readonly previous: ReadonlyMap<string, Resource>;
  /** Urns taken, including resources that turned out to be faulty. */
  readonly claimed: Set<string>;
  /** Faulty resources and those that depend on them; in a preview also those with inputs that are not known yet. */
  readonly unresolved: Set<string>;
  readonly replaced: Set<string>;
  readonly aliases: Map<string, readonly string[]>;
  readonly transforms: Map<string, readonly callback.Callback[]>;
  readonly stackTransforms: callback.Callback[];
  readonly invokeTransforms: callback.Callback[];
  readonly hooks: Map<string, Hook>;
  readonly callbacks: GrpcClient;
  readonly problems: Problem[];
  /** By hash, what the program is answered for an asset of its own. */
  readonly assetForms: Map<string, WireMap>;
  readonly mask: SecretMask;
  /** A function failed, and the program goes on without its result. */
  unansweredInvokes: boolean;
  outputs: Properties;
  secretOutputs: readonly string[];
  /** The stack registered its outputs: the program's top level ran to its end. */
  outputsRegistered: boolean;
  /** The program said that it is done. */
  signalled: boolean;
}

export function addProblem(state: RunState, urn: string, message: string): void {
  if (state.problems.some((known) => known.urn === urn && known.message === message)) return;
  state.problems.push({ urn, message: state.mask.apply(message) });
}

/** `resources` is asked at each look-up. */
export function lookup(resources: () => ReadonlyMap<string, Resource>): ResourceLookup {
  return {
    byUrn: (urn) => resources().get(urn),
    ofType: (token) => [...resources().values()].filter((resource) => resource.type === token),
    byId: (token, id) => {
      for (const resource of resources().values()) if (resource.type === token && resource.id === id) return resource;
      return undefined;
    },
  };
}

/** The part of a model's context that does not depend on a resource. */
export function invokeContext(state: RunState, region: string): Omit<ModelContext, 'urn' | 'name' | 'id'> {
  const { accountId, organization, project, stack, endpoint } = state.deployment;
  const resources = lookup(() => state.resources);
  const elsewhere = lookup(() => deployedElsewhere(state.deployment));
  return {
    ...{ partition: partitionOf(region), accountId, region, organization, project, stack, endpoint },
    resources,
    elsewhere,
  };
}

/** Managed resources of the other stacks, and what is nobody's any more. */
function deployedElsewhere({ listStacks, readRetained, readStack, stack }: Deployment): ReadonlyMap<string, Resource> {
  const others = listStacks().flatMap((name) => (name === stack ? [] : (readStack(name)?.resources ?? [])));
  return new Map(
    [...readRetained(), ...others].filter(({ external }) => !external).map((resource) => [resource.urn, resource]),
  );
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

export function createRunState(deployment: Deployment, callbacks: GrpcClient, mask: SecretMask): RunState {
  const previous = (deployment.previous?.resources ?? []).filter((resource) => !resource.external);
  return {
    deployment,
    resources: new Map(),
    previous: new Map(previous.map((resource) => [resource.urn, resource])),
    claimed: new Set(),
    unresolved: new Set(),
    replaced: new Set(),
    aliases: new Map(),
    transforms: new Map(),
    stackTransforms: [],
    invokeTransforms: [],
    hooks: new Map(),
    callbacks,
    problems: [],
    assetForms: new Map(),
    mask,
    unansweredInvokes: false,
    outputs: {},
    secretOutputs: [],
    outputsRegistered: false,
    signalled: false,
  };
}
