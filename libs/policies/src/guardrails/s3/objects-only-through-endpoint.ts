import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { principalArns, unlessAwsService } from '../exemptions.ts';
import { objects, type BucketPlace } from './bucket-place.ts';

/**
 * Objects are written and read through the endpoint only, whoever asks, except by `except`.
 *
 * @example
 * objectsOnlyThroughEndpoint({ bucket: 'docs', endpointId: 'vpce-1' }).Action; // => ["s3:GetObject*","s3:PutObject"]
 */
export function objectsOnlyThroughEndpoint(
  at: BucketPlace & { readonly endpointId: string; readonly except?: readonly string[] },
): Statement {
  const except = principalArns(at.except ?? []);
  return deny({
    sid: 'ObjectsOnlyThroughEndpoint',
    principal: '*',
    actions: ['s3:PutObject', 's3:GetObject*'],
    resources: objects(at),
    when: {
      StringNotEquals: { 'aws:SourceVpce': at.endpointId },
      ...(except.length > 0 && { ArnNotLike: { 'aws:PrincipalArn': except } }),
      ...unlessAwsService,
    },
  });
}
