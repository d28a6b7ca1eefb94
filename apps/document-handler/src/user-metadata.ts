import { HttpProblem } from '@palisade/lambda-kit';
import type { DocumentRequest, FieldError } from '@palisade/shared-types';

/**
 * S3 keeps at most 2 KB of user metadata, keys and values counted in UTF-8. The header prefix is counted as well, so that
 * S3 never refuses what was accepted here.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata
 */
const MAX_BYTES = 2048;
const PREFIX_BYTES = 'x-amz-meta-'.length;

/** Where the file name is kept, percent-encoded: S3 metadata is US-ASCII. `decodeURIComponent` gives it back. */
export const FILE_NAME_KEY = 'file-name';

/** The object's user metadata: the caller's with keys in lower case (S3 makes them so) and the file name. */
export function userMetadata(fileName: string, given: DocumentRequest['metadata'] = {}): Record<string, string> {
  if (!fileName.isWellFormed()) throw HttpProblem.field('fileName', 'must be well-formed Unicode');
  const metadata = new Map([[FILE_NAME_KEY, encodeURIComponent(fileName)]]);
  if (sizeOf(metadata) > MAX_BYTES) {
    throw HttpProblem.field('fileName', `is too long: with percent-encoding it exceeds ${MAX_BYTES} bytes`);
  }
  const errors: FieldError[] = [];
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    const message = keyFault(key, metadata) ?? valueFault(value);
    if (message !== undefined) errors.push({ field: `metadata.${name.slice(0, 64)}`, message });
    else metadata.set(key, value);
  }
  if (errors.length > 0) throw HttpProblem.fields(errors.slice(0, 20));
  if (sizeOf(metadata) > MAX_BYTES) {
    throw HttpProblem.field('metadata', `must be at most ${MAX_BYTES} bytes, names, file name and prefixes included`);
  }
  return Object.fromEntries(metadata);
}

function keyFault(key: string, taken: ReadonlyMap<string, string>): string | undefined {
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(key))
    return 'has a name that is not 1 to 64 letters, digits, ".", "_" or "-"';
  if (key === FILE_NAME_KEY) return 'has a name that is kept for the file name';
  if (taken.has(key)) return 'is given twice: S3 does not tell upper from lower case';
  return undefined;
}

/** Spaces at the ends would be lost on the way: they are not part of an HTTP header's value. */
function valueFault(value: string): string | undefined {
  return /^[!-~]([ -~]*[!-~])?$/.test(value)
    ? undefined
    : 'must be printable US-ASCII, not empty, no space at either end';
}

function sizeOf(metadata: ReadonlyMap<string, string>): number {
  let bytes = 0;
  for (const [key, value] of metadata) bytes += PREFIX_BYTES + key.length + value.length;
  return bytes;
}
