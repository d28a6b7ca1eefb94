import { hash } from 'node:crypto';
import { objectArn } from '../arn.ts';
import { checksumOf, type ChecksumAlgorithm } from '../checksums/checksum.ts';
import type { Part, Upload } from '../storage/object-version.ts';
import { sealingOf, type Sealing } from './body-keys.ts';
import type { BucketCall } from './bucket-operation.ts';

/** The algorithm parts of an upload are checked with; CRC64NVME where the uploader left it to S3. */
export function algorithmOf({ checksum }: Upload): ChecksumAlgorithm {
  return checksum?.algorithm ?? 'CRC64NVME';
}

/** With a KMS key each part has a data key of its own; whoever uploads parts must be able to decrypt too, as on AWS. */
export function storePart(upload: Upload, partNumber: number, body: Buffer, call: BucketCall): Promise<Part> {
  const { bucket, now } = call;
  const { keys } = partSealing(upload, call);
  return bucket.store.uploads.putPart(
    upload,
    { partNumber, etag: hash('md5', body, 'hex'), checksum: checksumOf(algorithmOf(upload), body), lastModified: now },
    body,
    keys,
  );
}

function partSealing({ key, attributes }: Upload, call: BucketCall): Sealing {
  const sealing = sealingOf(attributes.encryption, key, call);
  const arn = objectArn(call.bucket.arn, key);
  if (sealing.keys !== undefined) sealing.keys.unwrap(sealing.keys.generate(arn).wrapped, arn);
  return sealing;
}
