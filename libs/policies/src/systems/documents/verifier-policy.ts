import type { InPartition } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { headObject } from '../../capabilities/s3/head-object.ts';
import { identityPolicy } from '../../kinds/identity.ts';

/**
 * A check of what was stored: HeadObject and GetObject in the document bucket. The bucket policy must spare the role too.
 *
 * @example
 * documentVerifierPolicy({ bucket: 'docs' }).name; // => documents-verifier
 */
export function documentVerifierPolicy(at: InPartition & { readonly bucket: string; readonly name?: string }): Policy {
  return identityPolicy(at.name ?? 'documents-verifier', [headObject({ ...at, sid: 'VerifyDocuments' })]);
}
