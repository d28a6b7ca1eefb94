import { s3ObjectArn, type InPartition } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

export interface ObjectsOf extends InPartition {
  readonly bucket: string;
  /** Which keys; `*` (all) unless said otherwise. */
  readonly keys?: string;
  readonly sid?: string;
}

/** PutObject, which also covers the parts of a multipart upload. It gives neither ACL, tag nor legal-hold rights. */
export function putObject({ keys = '*', sid = 'PutObject', ...at }: ObjectsOf): Statement {
  return allow({ sid, actions: ['s3:PutObject'], resources: [s3ObjectArn({ ...at, key: keys })] });
}
