import { s3ObjectArn } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import type { ObjectsOf } from './put-object.ts';

/**
 * DeleteObject: in a versioned bucket it leaves a delete marker, and the versions stay. Removing a version takes
 * `s3:DeleteObjectVersion`, which this does not give.
 *
 * @example
 * deleteObject({ bucket: 'docs' }).Action; // => s3:DeleteObject
 */
export function deleteObject({ keys = '*', sid = 'DeleteObject', ...at }: ObjectsOf): Statement {
  return allow({ sid, actions: ['s3:DeleteObject'], resources: [s3ObjectArn({ ...at, key: keys })] });
}
