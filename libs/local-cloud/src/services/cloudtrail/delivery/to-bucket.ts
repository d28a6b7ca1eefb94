import { AwsError } from '../../../kernel/errors.ts';
import type { Host } from '../../../kernel/host.ts';
import { s3 } from '../../s3/index.ts';
import { cloudtrailFor } from '../checks/cloudtrail-principal.ts';
import type { DeclaredTrail } from '../trails/declared-trails.ts';

/**
 * Puts a file of a trail into its bucket, as cloudtrail.amazonaws.com: the bucket's policy decides, and the key's if the trail has
 * one. The answer is AWS's error code, or undefined once it is there.
 */
export async function deliverToBucket(
  host: Host,
  trail: DeclaredTrail,
  file: { readonly key: string; readonly body: Buffer; readonly metadata?: Readonly<Record<string, string>> },
): Promise<string | undefined> {
  try {
    const delivered = await host.state(s3).deliver({
      bucket: trail.bucket,
      ...file,
      contentType: 'application/json',
      principal: cloudtrailFor(trail.arn, host.accountId),
      acl: 'bucket-owner-full-control',
      ...(trail.kmsKeyId !== undefined && {
        encryption: {
          algorithm: 'aws:kms',
          keyId: trail.kmsKeyId,
          bucketKeyEnabled: false,
          context: { 'aws:cloudtrail:arn': trail.arn },
        },
      }),
    });
    return delivered ? undefined : 'AccessDenied';
  } catch (error) {
    if (error instanceof AwsError) return error.code;
    host.log(`cloudtrail: a file of the trail ${trail.name} could not be delivered: ${(error as Error).message}`);
    return 'InternalError';
  }
}
