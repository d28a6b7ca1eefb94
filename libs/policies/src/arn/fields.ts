import { formatArn, type Arn } from './arn.ts';

/**
 * Thrown when a part of an ARN cannot be right, before a policy is built on it.
 *
 * @example
 * s3BucketArn({ bucket: 'docs/a' }); // throws The bucket name "docs/a" holds "/"
 */
export class ArnError extends Error {
  override readonly name = 'ArnError';
}

/**
 * `aws` unless said otherwise; `aws-cn` and `aws-us-gov` are the others.
 *
 * @example
 * const china: InPartition = { partition: 'aws-cn' };
 * s3BucketArn({ ...china, bucket: 'docs' }); // => arn:aws-cn:s3:::docs
 */
export interface InPartition {
  readonly partition?: string | undefined;
}

/**
 * Where an account-wide resource is: a partition and an account.
 *
 * @example
 * const at: InAccount = { account: '111122223333' };
 * iamRootArn(at); // => arn:aws:iam::111122223333:root
 */
export interface InAccount extends InPartition {
  /** Twelve digits. */
  readonly account: string;
}

/**
 * Where a regional resource is: a partition, an account and a region such as `us-east-1`.
 *
 * @example
 * const at: InRegion = { region: 'us-east-1', account: '111122223333' };
 * snsTopicArn({ ...at, name: 'alarms' }); // => arn:aws:sns:us-east-1:111122223333:alarms
 */
export interface InRegion extends InAccount {
  readonly region: string;
}

interface Place {
  readonly partition?: string | undefined;
  readonly region?: string;
  readonly account?: string;
}

/** Builds an ARN of type `Type` = `service:resource-type`, refusing fields that would make another ARN of it. */
export function buildArn<Type extends string>(service: string, place: Place, resource: string): Arn<Type> {
  const { partition = 'aws', region = '', account = '' } = place;
  if (!/^aws[a-z-]*$/.test(partition))
    throw new ArnError(`"${partition}" is no AWS partition. Use "aws", "aws-cn" or "aws-us-gov".`);
  if (!/^([a-z]{2}(-[a-z]+)+-\d)?$/.test(region))
    throw new ArnError(`"${region}" is no AWS region. Write it like "us-east-1".`);
  if (!/^(\d{12})?$/.test(account))
    throw new ArnError(`"${account}" is no AWS account id. Account ids have 12 digits.`);
  return formatArn({ partition, service, region, account, resource }) as Arn<Type>;
}

/** A part of the resource field that must not be empty or hold the separator that follows it. */
export function part(what: string, value: string, forbidden = ':'): string {
  if (value === '') throw new ArnError(`The ${what} is empty. Give the name the resource has.`);
  for (const separator of forbidden) {
    if (value.includes(separator))
      throw new ArnError(`The ${what} "${value}" holds "${separator}", which separates the parts of an ARN.`);
  }
  return value;
}
