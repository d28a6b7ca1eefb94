import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { principalArns, unlessAwsService } from '../exemptions.ts';
import { objects, type BucketPlace } from './bucket-place.ts';

/**
 * Objects are written and read by these principals only, whatever others are granted.
 *
 * @example
 * objectsOnlyBy({ bucket: 'docs', principals: [role] }).Action; // => ["s3:GetObject*","s3:PutObject"]
 */
export function objectsOnlyBy(at: BucketPlace & { readonly principals: readonly [string, ...string[]] }): Statement {
  return deny({
    sid: 'ObjectsOnlyByPrincipals',
    principal: '*',
    actions: ['s3:PutObject', 's3:GetObject*'],
    resources: objects(at),
    when: { ArnNotLike: { 'aws:PrincipalArn': principalArns(at.principals) }, ...unlessAwsService },
  });
}
