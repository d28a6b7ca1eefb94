import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Host } from '../../../kernel/host.ts';
import { eventTime } from '../events/cloudtrail-event.ts';
import type { Trail } from '../trails/trail.ts';
import type { DeliveredFile, LastDigest } from '../trails/trail-status.ts';
import { signDigest, type DigestKey } from './digest-key.ts';
import { digestKey } from './object-key.ts';
import { deliverToBucket } from './to-bucket.ts';

const compress = promisify(gzip);

/**
 * Delivers the digests of the last hour, one for each region that has a chain or files: each names the files with their hashes, and
 * the digest before it. What `aws cloudtrail validate-logs` checks.
 * Source: AWS CloudTrail User Guide, "CloudTrail digest file structure".
 */
export async function deliverDigests(host: Host, trail: Trail, openKey: () => DigestKey): Promise<void> {
  const { declared } = trail;
  if (!declared.validation || !trail.status.logging) return;
  const { digests, undigested } = trail.status;
  const regions = new Set([declared.homeRegion, ...Object.keys(digests), ...undigested.map(({ region }) => region)]);
  for (const region of regions) {
    const files = undigested.filter((file) => file.region === region);
    const now = host.clock.now();
    const made = await deliverDigest(host, trail, region, files, now, openKey());
    if (typeof made === 'string') {
      trail.update({ digestError: made });
      continue;
    }
    const done = new Set(files);
    trail.update({
      digestDeliveredAt: now,
      digestError: undefined,
      digests: { ...trail.status.digests, [region]: made },
      undigested: trail.status.undigested.filter((file) => !done.has(file)),
    });
  }
}

async function deliverDigest(
  host: Host,
  { declared, status }: Trail,
  region: string,
  files: readonly DeliveredFile[],
  now: number,
  key: DigestKey,
): Promise<LastDigest | string> {
  const { accountId } = host;
  const previous = status.digests[region];
  const object = digestKey({ prefix: declared.prefix, accountId, region, at: now }, declared);
  const end = eventTime(now);
  const content = Buffer.from(
    JSON.stringify({
      awsAccountId: accountId,
      digestStartTime: eventTime(previous?.end ?? status.validatedSince ?? now),
      digestEndTime: end,
      digestS3Bucket: declared.bucket,
      digestS3Object: object,
      digestPublicKeyFingerprint: key.fingerprint,
      digestSignatureAlgorithm: 'SHA256withRSA',
      newestEventTime: timeOf(files, ({ newest }) => newest, Math.max),
      oldestEventTime: timeOf(files, ({ oldest }) => oldest, Math.min),
      previousDigestS3Bucket: previous?.bucket ?? null,
      previousDigestS3Object: previous?.key ?? null,
      previousDigestHashValue: previous?.hash ?? null,
      previousDigestHashAlgorithm: previous === undefined ? null : 'SHA-256',
      previousDigestSignature: previous?.signature ?? null,
      logFiles: files.map((file) => ({
        s3Bucket: file.bucket,
        s3Object: file.key,
        hashValue: file.hash,
        hashAlgorithm: 'SHA-256',
        newestEventTime: eventTime(file.newest),
        oldestEventTime: eventTime(file.oldest),
      })),
    }),
  );
  const digestHash = hash('sha256', content, 'hex');
  const signed = `${end}\n${declared.bucket}/${object}\n${digestHash}\n${previous?.signature ?? 'null'}`;
  const signature = signDigest(signed, key);
  const metadata = { signature, 'signature-algorithm': 'SHA256withRSA' };
  const problem = await deliverToBucket(host, declared, { key: object, body: await compress(content), metadata });
  return problem ?? { bucket: declared.bucket, key: object, hash: digestHash, signature, end: now };
}

function timeOf(
  files: readonly DeliveredFile[],
  of: (file: DeliveredFile) => number,
  choose: (a: number, b: number) => number,
): string | null {
  return files.length === 0 ? null : eventTime(files.map(of).reduce((a, b) => choose(a, b)));
}
