/** A plain property value. Secrets are unwrapped here; which paths are secret is recorded beside the values. */
export type Value =
  null | boolean | number | string | AssetReference | readonly Value[] | { readonly [property: string]: Value };

export type Properties = { readonly [property: string]: Value };

/**
 * An asset or archive after its content went into the asset store. `hash` is the SHA-256 (hex) of the content; the store
 * keeps an asset as a file and an archive as a directory of that name, so it survives the program's working directory.
 */
export interface AssetReference {
  readonly $asset: 'asset' | 'archive';
  readonly hash: string;
}

export function isAssetReference(value: Value | undefined): value is AssetReference {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && '$asset' in value;
}

/** One resource of a stack, as the program declared it and as its model completed it. */
export interface Resource {
  readonly urn: string;
  /** Pulumi type token, e.g. `aws:s3/bucket:Bucket`. */
  readonly type: string;
  readonly name: string;
  /** False for component resources, which have no id and no model. */
  readonly custom: boolean;
  /** Read, not managed (StackReference, `X.get()`); never created, updated or deleted. */
  readonly external: boolean;
  readonly id: string;
  readonly parent?: string;
  /** `<provider urn>::<id>`, on custom resources. */
  readonly provider?: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** JSON pointers into `inputs` / `outputs` whose values are secret. */
  readonly secretInputs: readonly string[];
  readonly secretOutputs: readonly string[];
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deletedWith?: string;
  /** Id under which the program imports it (Pulumi's `import`): it was there before. */
  readonly importId?: string;
  /** What its generated ids and names are made of. Kept while the resource lives, another one when it is replaced. */
  readonly identity?: string;
  /** Inputs the engine made up (a generated name); they are kept, not compared, while the program leaves them out. */
  readonly generated?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  /** Digest of Pulumi's `replacementTrigger`. */
  readonly replacementTrigger?: string;
  /** Earlier urns of this resource (Pulumi's `aliases`), so that a rename is no replacement. */
  readonly aliases?: readonly string[];
}

/** Everything one stack declared: the single source of truth for the local cloud, the proofs and the plan. */
export interface Graph {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /** Random hex, made when the stack is first deployed; makes generated ids stable between runs and unlike other stacks'. */
  readonly seed: string;
  /** In dependency order: a resource follows everything it depends on. */
  readonly resources: readonly Resource[];
  /** Stack outputs. */
  readonly outputs: Properties;
  readonly secretOutputs: readonly string[];
}
