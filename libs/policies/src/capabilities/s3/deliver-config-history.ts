import { s3BucketArn, s3ObjectArn, type InAccount } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

const service = { Service: 'config.amazonaws.com' } as const;
const forAccount = ({ account }: InAccount) => ({ 'aws:SourceAccount': account });

/** The bucket that AWS Config delivers an account's configuration history to. */
export interface ConfigDelivery extends InAccount {
  readonly bucket: string;
}

/**
 * In the policy of that bucket: Config writes history and snapshots, below `AWSLogs/`, the account and `Config/`.
 * Source: AWS Config Developer Guide, "Permissions for the Amazon S3 bucket for the AWS Config delivery channel".
 *
 * @example
 * const at: ConfigDelivery = { account, bucket: 'history' };
 * deliverConfigHistory(at).Resource; // => arn:aws:s3:::history/AWSLogs/111122223333/Config/*
 */
export function deliverConfigHistory(at: ConfigDelivery): Statement {
  return allow({
    sid: 'DeliverConfigHistory',
    principal: service,
    actions: ['s3:PutObject'],
    resources: [s3ObjectArn({ ...at, key: `AWSLogs/${at.account}/Config/*` })],
    when: { StringEquals: { ...forAccount(at), 's3:x-amz-acl': 'bucket-owner-full-control' } },
  });
}

/**
 * In the policy of that bucket: Config looks whether it is there and whose it is. Source: as for `deliverConfigHistory`.
 *
 * @example
 * checkConfigBucket({ account, bucket: 'history' }).Action; // => ["s3:GetBucketAcl","s3:ListBucket"]
 */
export function checkConfigBucket(at: ConfigDelivery): Statement {
  return allow({
    sid: 'CheckConfigBucket',
    principal: service,
    actions: ['s3:GetBucketAcl', 's3:ListBucket'],
    resources: [s3BucketArn(at)],
    when: { StringEquals: forAccount(at) },
  });
}
