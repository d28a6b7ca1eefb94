import type { Statement } from '../../statement.ts';
import { getObject } from './get-object.ts';
import type { ObjectsOf } from './put-object.ts';

/**
 * HeadObject. There is no `s3:HeadObject`: the call needs `s3:GetObject`, so who may look may also read.
 *
 * @example
 * headObject({ bucket: 'docs' }).Action; // => s3:GetObject
 */
export function headObject({ sid = 'HeadObject', ...at }: ObjectsOf): Statement {
  return getObject({ ...at, sid });
}
