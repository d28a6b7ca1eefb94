import type { DocumentProperties } from '@palisade/shared-types';
import { dimensions } from './dimensions.ts';
import { Refusal } from './finding.ts';

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** A JPEG whose segments are whole and whose picture ends (ITU T.81, annex B). */
export function readJpeg(bytes: Buffer): DocumentProperties {
  const scan = startOfScan(bytes);
  // In a picture's data 0xFF is always followed by 0, so this is the marker and nothing else.
  if (bytes.indexOf(END_OF_IMAGE, scan) < 0) throw truncated();
  return { format: 'jpeg', ...dimensions(bytes) };
}

/** Where the picture's data begin: segments of a marker and a length come before, in any number. */
function startOfScan(bytes: Buffer): number {
  for (let at = 2; ;) {
    if (at + 4 > bytes.length) throw truncated();
    if (bytes[at] !== 0xff) throw new Refusal('malformed', 'The image has no marker where one must be.');
    const marker = bytes[at + 1] ?? 0;
    // Markers may be preceded by any number of fill bytes.
    if (marker === 0xff) at++;
    else if (marker === START_OF_SCAN) return at + 2;
    else if (marker === END_OF_IMAGE[1]) throw new Refusal('malformed', 'The image ends before its picture begins.');
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
}

function truncated(): Refusal {
  return new Refusal('truncated', 'The image ends before its picture does.');
}
