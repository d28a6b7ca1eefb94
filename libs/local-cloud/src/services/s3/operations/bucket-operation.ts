import { operation, type Call, type Operation, type Permission, type Route } from '../../../kernel/operation.ts';
import type { Reply, WireRequest } from '../../../kernel/wire.ts';
import type { Bucket } from '../bucket.ts';
import { AccessDenied, WrongRegion } from '../errors.ts';
import { requestKeys, type ConditionKeys } from '../requests/request-keys.ts';
import type { S3State } from '../state.ts';

/** What the operation's `run` gets beside its input. */
export interface BucketCall extends Call {
  readonly bucket: Bucket;
  readonly state: S3State;
  /** Condition keys of every permission of this request. */
  readonly keys: ConditionKeys;
}

export interface BucketOperation<Input> {
  readonly name: string;
  readonly route: Route;
  /** `GetBucketLocation` is for those who do not know the region yet. */
  readonly inAnyRegion?: boolean;
  parse(request: WireRequest, bucket: Bucket, state: S3State): Input;
  permissions(input: Input, bucket: Bucket): readonly Permission[];
  run(input: Input, call: BucketCall): Promise<Reply> | Reply;
}

interface Parsed<Input> {
  readonly input: Input;
  readonly bucket: Bucket;
  readonly keys: ConditionKeys;
  readonly signed: boolean;
}

/**
 * An operation on a bucket or an object in it. What all of them share is here: the bucket must exist, belong to the owner the caller
 * expects and be in the region the request was signed for; every permission carries the condition keys of the request.
 */
export function bucketOperation<Input>(definition: BucketOperation<Input>): Operation<S3State> {
  return operation<S3State, Parsed<Input>>({
    name: definition.name,
    route: definition.route,
    parse(request, state) {
      const bucket = state.bucket(request.params['Bucket'] ?? '');
      const { accountId, clock } = state.host;
      const expected = request.headers['x-amz-expected-bucket-owner'];
      if (expected !== undefined && expected !== accountId) throw new AccessDenied();
      const keys = requestKeys(request, accountId, clock.now());
      const signed = keys['s3:authType'] !== undefined;
      return { input: definition.parse(request, bucket, state), bucket, keys, signed };
    },
    permissions({ input, bucket, keys, signed }, _state, region) {
      const home = bucket.configuration.region;
      if (signed && region !== home && definition.inAnyRegion !== true) throw new WrongRegion(region, home);
      return definition.permissions(input, bucket).map((permission) => withKeys(permission, keys));
    },
    run: ({ input, bucket, keys }, call, state) => definition.run(input, { ...call, bucket, state, keys }),
  });
}

export function withKeys({ action, resource, context }: Permission, keys: ConditionKeys): Permission {
  return { action, resource, context: context === undefined ? keys : { ...keys, ...context } };
}
