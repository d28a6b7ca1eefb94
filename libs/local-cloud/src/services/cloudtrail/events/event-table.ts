import type { DoorCall } from '../../../kernel/activity.ts';
import type { JsonObject } from '../../../kernel/wire.ts';

/** Which events a service makes of its operations. */
export interface EventTable {
  /** `s3.amazonaws.com` */
  readonly source: string;
  /** Belongs to no region: its events happen in us-east-1. */
  readonly global?: boolean;
  /** What programs alone may change (`declaredOnly`) is management and writes; it is not listed again. */
  readonly management: Operations;
  /** By resource type. */
  readonly data?: Readonly<Record<string, Operations>>;
  /** What CloudTrail does not record on AWS either. */
  readonly unrecorded?: readonly string[];
  /** Names of events that differ from those of their operations. */
  readonly eventNames?: Readonly<Record<string, string>>;
  /** Only names, ids and the like: never contents, values or secrets. */
  parameters(call: DoorCall): JsonObject;
  resources?(call: DoorCall, place: Place): readonly EventResource[];
  /** Of a write that was let in. */
  response?(call: DoorCall): JsonObject | undefined;
}

export interface Operations {
  readonly read: readonly string[];
  readonly write: readonly string[];
}

export interface EventResource {
  /** `AWS::S3::Object`; undefined for what CloudFormation has no type for. */
  readonly type: string;
  readonly arn: string;
  /** Not ours: undefined. */
  readonly accountId?: string;
}

export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}
