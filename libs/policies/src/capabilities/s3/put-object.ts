import { s3ObjectArn, type InPartition } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/** Objects of one bucket. */
export interface ObjectsOf extends InPartition {
  readonly bucket: string;
  /** Which keys; `*` (all) unless said otherwise. */
  readonly keys?: string;
  readonly sid?: string;
}

/**
 * PutObject, which also covers the parts of a multipart upload. It gives neither ACL, tag nor legal-hold rights.
 *
 * @example
 * const at: ObjectsOf = { bucket: 'docs', keys: 'in/*' };
 * putObject(at).Resource; // => arn:aws:s3:::docs/in/*
 */
export function putObject({ keys = '*', sid = 'PutObject', ...at }: ObjectsOf): Statement {
  return allow({ sid, actions: ['s3:PutObject'], resources: [s3ObjectArn({ ...at, key: keys })] });
}
