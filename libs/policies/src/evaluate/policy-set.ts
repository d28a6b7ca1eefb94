import type { CompiledPolicy } from './policy.ts';

/** Every policy that has a say in one request. */
export interface PolicySet {
  /** The caller's own policies (of the role, user and its groups). Empty for service principals and unsigned callers. */
  readonly identity: readonly CompiledPolicy[];
  /** The policy of the resource: bucket, key, trust, queue, … policy. */
  readonly resource?: CompiledPolicy;
  readonly boundary?: CompiledPolicy;
  /** Policies passed when the session was made; together they limit it. */
  readonly session?: readonly CompiledPolicy[];
  /** Policy of the VPC endpoint the request comes through; leave out for a request that comes another way. */
  readonly endpoint?: CompiledPolicy;
  /** Gateway endpoints (S3, DynamoDB) read Principal differently. `Interface` if absent. */
  readonly endpointType?: 'Gateway' | 'Interface';
  /** Service control policies of the caller's account, one list per level from the root down. Leave out for the management account. */
  readonly scps?: readonly (readonly CompiledPolicy[])[];
  /** Resource control policies of the resource's account. RCPFullAWSAccess is implied: they only deny. */
  readonly rcps?: readonly (readonly CompiledPolicy[])[];
}
