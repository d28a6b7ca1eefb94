import { hash } from 'node:crypto';
import { NotSupportedError } from '../../../kernel/errors.ts';
import type { WireRequest } from '../../../kernel/wire.ts';
import {
  checksumAlgorithms,
  checksumHeader,
  checksumLength,
  checksumOf,
  isChecksumAlgorithm,
  type ChecksumAlgorithm,
} from '../checksums/checksum.ts';
import { BadDigest, InvalidDigest, InvalidRequest } from '../errors.ts';

/** A checksum the client sent and that fits the body. */
export interface VerifiedChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
}

/** MD5 of the body (hex) after it was compared with `Content-MD5`, if the client sent that. */
export function verifiedMd5(request: WireRequest): string {
  const md5 = hash('md5', request.body, 'hex');
  const claimed = request.headers['content-md5'];
  if (claimed !== undefined) {
    const bytes = Buffer.from(claimed, 'base64');
    if (bytes.length !== 16 || bytes.toString('base64') !== claimed) throw new InvalidDigest();
    if (bytes.toString('hex') !== md5) throw new BadDigest('Content-MD5');
  }
  return md5;
}

/**
 * The one `x-amz-checksum-…` header (or trailer) of a request, compared with its body; undefined if there is none.
 * Source: Amazon S3 User Guide, "Checking object integrity in Amazon S3".
 */
export function verifiedChecksum(request: WireRequest): VerifiedChecksum | undefined {
  const { headers, body } = request;
  const sent = claimedChecksum(request);
  const announced = headers['x-amz-sdk-checksum-algorithm']?.toUpperCase();
  if (announced !== undefined) {
    checkAlgorithm(announced);
    if (sent === undefined) {
      throw new InvalidRequest(
        'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
      );
    }
    if (sent.algorithm !== announced)
      throw new InvalidRequest('Value for x-amz-sdk-checksum-algorithm header is invalid.');
  }
  if (sent !== undefined && checksumOf(sent.algorithm, body) !== sent.value) throw new BadDigest(sent.algorithm);
  return sent;
}

/** As sent, checked for its form only: that of a whole multipart object is compared later. */
export function claimedChecksum({ headers }: WireRequest): VerifiedChecksum | undefined {
  let sent: VerifiedChecksum | undefined;
  for (const algorithm of checksumAlgorithms) {
    const value = headers[checksumHeader(algorithm)];
    if (value === undefined) continue;
    if (sent !== undefined) {
      throw new InvalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
    }
    const [base64 = ''] = value.split('-');
    if (Buffer.from(base64, 'base64').length !== checksumLength[algorithm]) {
      throw new InvalidRequest(`Value for ${checksumHeader(algorithm)} header is invalid.`);
    }
    sent = { algorithm, value };
  }
  for (const name of unsupported) {
    if (headers[`x-amz-checksum-${name}`] !== undefined) checkAlgorithm(name.toUpperCase());
  }
  return sent;
}

const unsupported = ['sha512', 'md5', 'xxhash64', 'xxhash3', 'xxhash128'];

/** `x-amz-checksum-algorithm` of an upload or a copy. */
export function checkAlgorithm(name: string): ChecksumAlgorithm {
  const upper = name.toUpperCase();
  if (isChecksumAlgorithm(upper)) return upper;
  if (unsupported.includes(name.toLowerCase())) throw new NotSupportedError(`the checksum algorithm ${upper}`);
  throw new InvalidRequest(
    'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
  );
}

/** Requests that change many things at once must prove that their body is whole. */
export function requireDigest(request: WireRequest): void {
  const checksum = verifiedChecksum(request);
  if (checksum === undefined && request.headers['content-md5'] === undefined) {
    throw new InvalidRequest('Missing required header for this request: Content-MD5');
  }
  verifiedMd5(request);
}
