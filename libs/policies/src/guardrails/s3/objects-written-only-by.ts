import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { principalArns, unlessAwsService } from '../exemptions.ts';
import { objects, type BucketPlace } from './bucket-place.ts';

/**
 * Objects are written and deleted by these principals only, whatever others are granted: for what decides who gets in, such as a
 * truststore.
 *
 * @example
 * objectsWrittenOnlyBy({ bucket: 'truststore', principals: [role] }).Sid; // => ObjectsWrittenOnlyByPrincipals
 */
export function objectsWrittenOnlyBy(
  at: BucketPlace & { readonly principals: readonly [string, ...string[]] },
): Statement {
  return deny({
    sid: 'ObjectsWrittenOnlyByPrincipals',
    principal: '*',
    actions: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObject'],
    resources: objects(at),
    when: { ArnNotLike: { 'aws:PrincipalArn': principalArns(at.principals) }, ...unlessAwsService },
  });
}
