import { HttpProblem } from '@palisade/lambda-kit';
import type { FieldError } from '@palisade/shared-types';

/** Names and values counted in UTF-8: an entry of the table has room for more, a list of documents has not. */
const MAX_METADATA_BYTES = 2048;

/** File name and metadata as they are stored. Refuses what the request model cannot express: half characters, too much. */
export function readText({ fileName, metadata = {} }: { fileName: string; metadata?: Record<string, string> }): {
  fileName: string;
  metadata: Record<string, string>;
} {
  if (!fileName.isWellFormed()) throw HttpProblem.field('fileName', 'must be well-formed Unicode');
  const errors = Object.entries(metadata).flatMap(([name, value]): FieldError[] => {
    const field = `metadata.${name.slice(0, 64)}`;
    if (name === '') return [{ field, message: 'has an empty name' }];
    return name.isWellFormed() && value.isWellFormed() ? [] : [{ field, message: 'must be well-formed Unicode' }];
  });
  if (errors.length > 0) throw HttpProblem.fields(errors.slice(0, 20));
  const bytes = Object.entries(metadata).reduce((sum, entry) => sum + Buffer.byteLength(entry.join('')), 0);
  if (bytes > MAX_METADATA_BYTES) {
    throw HttpProblem.field('metadata', `must be at most ${MAX_METADATA_BYTES} bytes, names included`);
  }
  return { fileName, metadata };
}
