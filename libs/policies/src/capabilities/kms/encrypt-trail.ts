import { cloudTrailArn, iamRootArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { thisKey } from './this-key.ts';

/** A trail by its name. */
export interface TrailName extends InRegion {
  readonly trail: string;
}

/**
 * In a key policy: CloudTrail encrypts the files of this trail; Decrypt is for buckets with a bucket key.
 * Source: AWS CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail".
 *
 * @example
 * const at: TrailName = { ...here, trail: 'audit' };
 * encryptTrail(at).Action; // => ["kms:Decrypt","kms:GenerateDataKey"]
 */
export function encryptTrail(at: TrailName): Statement {
  const trail = cloudTrailArn({ ...at, name: at.trail });
  return allow({
    sid: 'EncryptTrail',
    principal: { Service: 'cloudtrail.amazonaws.com' },
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [thisKey],
    when: {
      StringEquals: { 'aws:SourceArn': trail, 'kms:EncryptionContext:aws:cloudtrail:arn': trail },
    },
  });
}

/**
 * In a key policy: S3 decrypts the files of this trail for whoever reads them, where an identity policy of the account lets them.
 * The files carry the trail as their encryption context, so its bucket must have no bucket key.
 * Source: as for `encryptTrail`.
 *
 * @example
 * decryptTrailFor({ ...here, trail: 'audit' }).Action; // => kms:Decrypt
 */
export function decryptTrailFor(at: TrailName): Statement {
  return allow({
    sid: 'DecryptTrailFor',
    principal: { AWS: iamRootArn(at) },
    actions: ['kms:Decrypt'],
    resources: [thisKey],
    when: {
      StringEquals: {
        'kms:ViaService': `s3.${at.region}.amazonaws.com`,
        'kms:EncryptionContext:aws:cloudtrail:arn': cloudTrailArn({ ...at, name: at.trail }),
      },
    },
  });
}

/**
 * In a key policy: CloudTrail looks at the key before it uses it. Source: as for `encryptTrail`.
 *
 * @example
 * describeKeyForTrail({ ...here, trail: 'audit' }).Action; // => kms:DescribeKey
 */
export function describeKeyForTrail(at: TrailName): Statement {
  return allow({
    sid: 'DescribeKeyForTrail',
    principal: { Service: 'cloudtrail.amazonaws.com' },
    actions: ['kms:DescribeKey'],
    resources: [thisKey],
    when: { StringEquals: { 'aws:SourceArn': cloudTrailArn({ ...at, name: at.trail }) } },
  });
}
