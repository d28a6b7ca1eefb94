/**
 * What is wrong with a bucket name; undefined if nothing is.
 * Source: Amazon S3 User Guide, "General purpose bucket naming rules".
 */
export function problemWithBucketName(name: string): string | undefined {
  if (name.length < 3 || name.length > 63) return 'bucket names have 3 to 63 characters';
  if (!/^[a-z0-9.-]+$/.test(name)) return 'bucket names consist of lowercase letters, numbers, periods and hyphens';
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return 'bucket names begin and end with a letter or number';
  if (name.includes('..')) return 'bucket names have no two adjacent periods';
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return 'bucket names are not formatted as an IP address';
  const prefix = reservedPrefixes.find((each) => name.startsWith(each));
  if (prefix !== undefined) return `the prefix ${prefix} is reserved`;
  const suffix = reservedSuffixes.find((each) => name.endsWith(each));
  return suffix === undefined ? undefined : `the suffix ${suffix} is reserved`;
}

const reservedPrefixes = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const reservedSuffixes = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/**
 * How every name in an account's own namespace ends; no other name may end in `-an`.
 * Source: Amazon S3 User Guide, "Namespaces for general purpose buckets".
 */
export function accountRegionalSuffix(accountId: string, region: string): string {
  return `-${accountId}-${region}-an`;
}
