import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc32c } from './crc32c.ts';
import { crc64nvme } from './crc64nvme.ts';

/** Source: Amazon S3 User Guide, "Checking object integrity in Amazon S3". */
export const checksumAlgorithms = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** `FULL_OBJECT`: of the bytes of the object. `COMPOSITE`: of the checksums of its parts. */
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; a composite one ends in `-<number of parts>`. */
  readonly value: string;
  readonly type: ChecksumType;
}

/** Base64 of the checksum of `data`. */
export function checksumOf(algorithm: ChecksumAlgorithm, data: Uint8Array): string {
  switch (algorithm) {
    case 'CRC32':
      return word(crc32(data));
    case 'CRC32C':
      return word(crc32c(data));
    case 'CRC64NVME':
      return crc64nvme(data).toString('base64');
    case 'SHA1':
      return hash('sha1', data, 'base64');
    case 'SHA256':
      return hash('sha256', data, 'base64');
  }
}

/** `x-amz-checksum-crc32` for `CRC32`. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return headers[algorithm];
}

const headers: Readonly<Record<ChecksumAlgorithm, string>> = {
  CRC32: 'x-amz-checksum-crc32',
  CRC32C: 'x-amz-checksum-crc32c',
  CRC64NVME: 'x-amz-checksum-crc64nvme',
  SHA1: 'x-amz-checksum-sha1',
  SHA256: 'x-amz-checksum-sha256',
};

/** Bytes of a checksum before base64. */
export const checksumLength: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
};

export function isChecksumAlgorithm(text: string): text is ChecksumAlgorithm {
  return (checksumAlgorithms as readonly string[]).includes(text);
}

function word(value: number): string {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes.toString('base64');
}
