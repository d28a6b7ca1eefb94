import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { principalArns } from '../exemptions.ts';
import { bucketAndObjects, type BucketPlace } from './bucket-place.ts';

/**
 * This principal may read objects (GetObject, HeadObject) and do nothing else to the bucket, whatever it is granted.
 *
 * @example
 * onlyGetObjectsBy({ bucket: 'docs', principal: role }).NotAction; // => s3:GetObject
 */
export function onlyGetObjectsBy(at: BucketPlace & { readonly principal: string }): Statement {
  return deny({
    sid: 'OnlyGetObjects',
    principal: '*',
    exceptActions: ['s3:GetObject'],
    resources: bucketAndObjects(at),
    when: { ArnEquals: { 'aws:PrincipalArn': principalArns([at.principal]) } },
  });
}
