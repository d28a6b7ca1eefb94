import { hash } from 'node:crypto';
import { checksumOf, type ChecksumAlgorithm } from '../checksums/checksum.ts';
import type { Part, Upload } from '../storage/object-version.ts';
import type { BucketCall } from './bucket-operation.ts';

/** The algorithm parts of an upload are checked with; CRC64NVME where the uploader left it to S3. */
export function algorithmOf({ checksum }: Upload): ChecksumAlgorithm {
  return checksum?.algorithm ?? 'CRC64NVME';
}

export function storePart(
  upload: Upload,
  partNumber: number,
  body: Buffer,
  { bucket, now }: BucketCall,
): Promise<Part> {
  return bucket.store.uploads.putPart(
    upload,
    { partNumber, etag: hash('md5', body, 'hex'), checksum: checksumOf(algorithmOf(upload), body), lastModified: now },
    body,
  );
}
