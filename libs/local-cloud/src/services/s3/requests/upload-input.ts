import type { WireRequest } from '../../../kernel/wire.ts';
import type { Checksum, ChecksumType } from '../checksums/checksum.ts';
import { InvalidArgument, InvalidRequest } from '../errors.ts';
import { checkAlgorithm } from './digest.ts';
import { keyOf } from './object-key.ts';
import { partNumberOf } from './read-input.ts';

/** The upload a request is about; whether it exists is looked up once the caller may know. */
export interface UploadName {
  readonly key: string;
  readonly uploadId: string;
}

export function uploadOf(request: WireRequest): UploadName {
  return { key: keyOf(request), uploadId: request.query.get('uploadId') ?? '' };
}

export function partOf(request: WireRequest): UploadName & { readonly partNumber: number } {
  const partNumber = partNumberOf(request);
  if (partNumber === undefined)
    throw new InvalidArgument('This operation does not accept a query-string.', 'ResourceType', 'partNumber');
  return { ...uploadOf(request), partNumber };
}

/**
 * The checksum an upload is to have; undefined leaves it to S3.
 * Source: Amazon S3 User Guide, "Checking object integrity in Amazon S3", table of checksum types.
 */
export function uploadChecksum({ headers }: WireRequest): Pick<Checksum, 'algorithm' | 'type'> | undefined {
  const name = headers['x-amz-checksum-algorithm'];
  const type = headers['x-amz-checksum-type']?.toUpperCase();
  if (name === undefined) {
    if (type !== undefined)
      throw new InvalidRequest(
        'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
      );
    return undefined;
  }
  const algorithm = checkAlgorithm(name);
  const possible = typesOf(algorithm);
  if (type === undefined) return { algorithm, type: possible[0] as ChecksumType };
  const chosen = possible.find((each) => each === type);
  if (chosen === undefined)
    throw new InvalidRequest(
      `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  return { algorithm, type: chosen };
}

/** The first is the default. */
function typesOf(algorithm: Checksum['algorithm']): readonly ChecksumType[] {
  switch (algorithm) {
    case 'CRC64NVME':
      return ['FULL_OBJECT'];
    case 'CRC32':
    case 'CRC32C':
      return ['COMPOSITE', 'FULL_OBJECT'];
    default:
      return ['COMPOSITE'];
  }
}
