import type { Arn } from './arn.ts';
import { buildArn, part, type InPartition } from './fields.ts';

/**
 * Bucket ARNs carry neither region nor account.
 *
 * @example
 * s3BucketArn({ bucket: 'docs' }); // => arn:aws:s3:::docs
 */
export function s3BucketArn(at: InPartition & { readonly bucket: string }): Arn<'s3:bucket'> {
  return buildArn('s3', { partition: at.partition }, part('bucket name', at.bucket, ':/'));
}

/**
 * `key` may hold `*` and `?` as wildcards; `*` alone is every object.
 *
 * @example
 * s3ObjectArn({ bucket: 'docs', key: 'in/*' }); // => arn:aws:s3:::docs/in/*
 */
export function s3ObjectArn(at: InPartition & { readonly bucket: string; readonly key: string }): Arn<'s3:object'> {
  return buildArn(
    's3',
    { partition: at.partition },
    `${part('bucket name', at.bucket, ':/')}/${part('key', at.key, '')}`,
  );
}
