import type { BucketConfiguration, BucketLogging } from '../configuration/bucket-configuration.ts';

/**
 * Key of the object a batch of log lines is delivered as. `time` is that of the delivery, or of the events when the format
 * partitions by them; then only the day is told.
 * Source: Amazon S3 User Guide, "Logging requests with server access logging", "Log object key format".
 */
export function logObjectKey(
  { targetPrefix, keyFormat }: BucketLogging,
  source: Pick<BucketConfiguration, 'name' | 'region'>,
  accountId: string,
  time: number,
  unique: string,
): string {
  const iso = new Date(time).toISOString();
  const [day, clock] = [
    iso.slice(0, 10),
    keyFormat === 'EventTime' ? '00-00-00' : iso.slice(11, 19).replaceAll(':', '-'),
  ];
  const path =
    keyFormat === 'simple' ? '' : `${accountId}/${source.region}/${source.name}/${day.replaceAll('-', '/')}/`;
  return `${targetPrefix}${path}${day}-${clock}-${unique}`;
}
