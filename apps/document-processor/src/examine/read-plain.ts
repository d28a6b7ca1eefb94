import type { DocumentProperties } from '@palisade/shared-types';
import type { Text } from './text.ts';

/** Lines end with a line feed, the last one also without. */
export function readPlain({ text, encoding }: Text): DocumentProperties {
  let lines = text === '' || text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return { format: 'text', encoding, lines };
}
