import { s3ObjectArn } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import type { ObjectsOf } from './put-object.ts';

/**
 * GetObject of the current version.
 *
 * @example
 * getObject({ bucket: 'docs' }).Action; // => s3:GetObject
 */
export function getObject({ keys = '*', sid = 'GetObject', ...at }: ObjectsOf): Statement {
  return allow({ sid, actions: ['s3:GetObject'], resources: [s3ObjectArn({ ...at, key: keys })] });
}
