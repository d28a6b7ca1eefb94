import type { FunctionModel, Graph, Resource, ResourceModel } from '@palisade/local-engine';
import type { CompiledPolicy } from '@palisade/policies';
import type { Exchange } from './exchange.ts';
import type { Host } from './host.ts';
import type { Operation, Permission } from './operation.ts';
import type { JsonObject, WireRequest, XmlObject } from './wire.ts';

/** `rest-xml` is that of S3; the errors of `rest-xml-wrapped` stand in an ErrorResponse, as those of Route 53 do. */
export type Protocol = 'rest-xml' | 'rest-xml-wrapped' | 'rest-json' | 'json-1.0' | 'json-1.1' | 'query' | 'ec2';

/**
 * One AWS service. A constant in `services/<name>/index.ts`; `kernel/registry.ts` lists them, one line each.
 * The graph is the configuration; the state holds data and whatever index of the graph makes requests fast.
 */
export interface Service<State extends ServiceState = ServiceState> {
  /** SigV4 signing name and IAM prefix, e.g. `s3`, `logs`, `execute-api`. */
  readonly name: string;
  /** SigV4 signing name and endpoint prefix where they are not the IAM prefix: CloudWatch's is `monitoring`. */
  readonly signingName?: string;
  readonly protocol: Protocol;
  /** Prefix of `X-Amz-Target` for json services, e.g. `Logs_20140328`. */
  readonly targetPrefix?: string;
  /**
   * A second API under the same signing name and IAM prefix, with an endpoint and target prefix of its own (DynamoDB Streams). Its
   * operations stand among the others: no name is in both.
   */
  readonly alias?: { readonly endpoint: string; readonly targetPrefix: string };
  /** Set on a json service that serves the query protocol too, for SDKs from before it spoke json. */
  readonly queryCompatible?: QueryCompatibility;
  /** Error code of a denied request, where it is not that of the protocol. */
  readonly deniedAs?: string;
  /** XML namespace of query, ec2 and rest-xml replies. */
  readonly xmlNamespace?: string;
  /** Serves unsigned requests too, as far as resource policies allow; everybody else must sign. */
  readonly anonymous?: boolean;
  /** Takes bodies with `Content-Encoding: gzip`, as SDKs send large ones where the API model has the trait `requestCompression`. */
  readonly compressedRequests?: boolean;
  /** Bytes one request may carry; 10 MiB unless said otherwise. */
  readonly bodyLimit?: number;
  /** Milliseconds a signature's clock may differ from ours; 15 minutes unless said otherwise. */
  readonly maxSkew?: number;
  readonly resources: readonly ResourceModel[];
  readonly functions?: readonly FunctionModel[];
  readonly operations: readonly Operation<State>[];
  /**
   * AWS operations that would change infrastructure (`CreateBucket`, `PutBucketPolicy`, …): refused with a sentence that says so.
   * Rest services give a route, so that the request is recognised.
   */
  readonly declaredOnly: readonly DeclaredOnly<State>[];
  /**
   * Query parameters that select an operation of a rest service, whether it exists here or not (`acl`, `torrent`): a request
   * that carries one reaches only a route that asks for it. Those named in routes are known without being listed here.
   */
  readonly selectors?: readonly string[];
  createState(host: Host): State;
}

/**
 * How a json service is spoken to in the query protocol. Its operations know json only; the door translates.
 * Source: Smithy, "AWS query protocol", `awsQueryCompatible` trait.
 */
export interface QueryCompatibility {
  /** The form parameters of an operation as its json input. `path` is that of the request, `/` unless a resource is named there. */
  input(operation: string, form: JsonObject, path: string): JsonObject;
  /** The json output of an operation as the children of its result element. */
  result(operation: string, output: JsonObject): XmlObject;
  /** What the query protocol calls an error; json replies tell it in `x-amzn-query-error`. */
  errorCode(code: string): string;
}

export interface DeclaredOnly<State = never> {
  readonly name: string;
  readonly route?: Operation<never>['route'];
  /**
   * What it takes on AWS: whoever may not is denied as there, by the policy that says so, and only who may is told of programs. Without
   * it everybody is.
   */
  permissions?(request: WireRequest, state: State, region: string): readonly Permission[];
}

/** What every service's state offers the cloud. */
export interface ServiceState {
  /**
   * Reads the new graph and prepares for it without changing anything; throws ApplyError when the service cannot follow (a
   * bucket that is not empty cannot be deleted). The returned function switches over and must not fail.
   */
  interpret(view: CloudView): () => void | Promise<void>;
  /** Resource-based policy of that ARN in force now, compiled; undefined if the resource has none. */
  resourcePolicy?(arn: string): CompiledPolicy | undefined;
  /**
   * Told whenever all services have followed a deployment and the door is open, also once after the start: what a service does by
   * itself (events that wait, queues it reads) may go on.
   */
  settled?(): void;
  /** Told of every finished request of this service, refused ones included; must be quick and must not throw. */
  observe?(exchange: Exchange): void;
  /** Flushes and releases everything; called once, at shutdown. */
  close?(): Promise<void>;
}

/** All stacks of the cloud together, as one apply sees them. */
export interface CloudView {
  readonly stacks: ReadonlyMap<string, Graph>;
  /** Resources of that type in all stacks. */
  ofType(token: string): readonly StackResource[];
  byUrn(urn: string): StackResource | undefined;
}

export interface StackResource {
  readonly stack: string;
  readonly resource: Resource;
}

/** An apply that cannot be done, with every reason; nothing has changed. */
export class ApplyError extends Error {
  override readonly name = 'ApplyError';
  readonly problems: readonly { readonly urn: string; readonly message: string }[];

  constructor(problems: readonly { readonly urn: string; readonly message: string }[]) {
    super(problems.map(({ urn, message }) => `${urn}: ${message}`).join('\n'));
    this.problems = problems;
  }
}
