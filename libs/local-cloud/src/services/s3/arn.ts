/** `bucketArn` + `/` + `key`. The key is taken as it is: request paths may hold any character. */
export function objectArn(bucketArn: string, key: string): string {
  return `${bucketArn}/${key}`;
}

/** What `s3:ListAllMyBuckets` acts on: policies name it `*` or `arn:aws:s3:::*`. */
export function everyBucketArn(partition: string): string {
  return `arn:${partition}:s3:::*`;
}

/** Name of the bucket a bucket or object ARN is about; undefined for other ARNs. */
export function bucketNameOf(arn: string): string | undefined {
  const from = arn.indexOf(':s3:::');
  if (from === -1) return undefined;
  const slash = arn.indexOf('/', from);
  return arn.slice(from + 6, slash === -1 ? undefined : slash);
}
