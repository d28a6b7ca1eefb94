import { NotSupportedError } from '../../../kernel/errors.ts';
import type { WireRequest } from '../../../kernel/wire.ts';
import type { BucketConfiguration } from '../configuration/bucket-configuration.ts';
import { AccessControlListNotSupported, AccessDenied, InvalidArgument } from '../errors.ts';

const publicAcls = ['public-read', 'public-read-write', 'authenticated-read'];
const cannedAcls = ['private', 'bucket-owner-full-control', 'bucket-owner-read', 'aws-exec-read', ...publicAcls];

/**
 * What an uploader may say about the object's ACL: all buckets and callers here belong to one account, so an ACL that gives the
 * owner everything changes nothing, and any other is refused.
 * Source: Amazon S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket".
 */
export function checkAcl({ headers }: WireRequest, { blocksPublicAcls, ownership }: BucketConfiguration): void {
  const acl = headers['x-amz-acl'];
  const grants = Object.keys(headers).some((name) => name.startsWith('x-amz-grant-'));
  if (acl === undefined && !grants) return;
  if (acl !== undefined && !cannedAcls.includes(acl)) throw new InvalidArgument('', 'x-amz-acl', acl);
  if (ownership === 'BucketOwnerEnforced') {
    if (acl !== 'bucket-owner-full-control' || grants) throw new AccessControlListNotSupported();
    return;
  }
  if (acl !== undefined && publicAcls.includes(acl) && blocksPublicAcls) throw new AccessDenied();
  if (grants || (acl !== 'private' && acl !== 'bucket-owner-full-control')) {
    throw new NotSupportedError(`object ACLs (${acl ?? 'x-amz-grant-…'})`, 'Grant access by a bucket policy.');
  }
}
