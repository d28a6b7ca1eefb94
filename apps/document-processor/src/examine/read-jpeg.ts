import type { DocumentProperties } from '@palisade/shared-types';
import { dimensions } from './dimensions.ts';
import { Refusal } from './finding.ts';

const FILL = 0xff;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** A JPEG whose segments are whole, up to the end of its picture, of the size its frame states (ITU T.81, annex B). */
export function readJpeg(bytes: Buffer): DocumentProperties {
  let size: { width: number; height: number } | undefined;
  // Segments of a marker and a length, in any number; the picture's data begin after the last.
  for (let at = 2; ;) {
    if (at + 4 > bytes.length) throw truncated();
    if (bytes[at] !== 0xff) throw new Refusal('malformed', 'The image has no marker where one must be.');
    const marker = bytes[at + 1] ?? 0;
    if (marker === FILL) {
      at++;
      continue;
    }
    if (marker === END_OF_IMAGE[1]) throw new Refusal('malformed', 'The image ends before its picture begins.');
    if (marker === START_OF_SCAN) {
      // In a picture's data 0xFF is always followed by 0, so this is the marker and nothing else.
      if (bytes.indexOf(END_OF_IMAGE, at) < 0) throw truncated();
      if (!size) throw new Refusal('malformed', 'The image has no frame.');
      return { format: 'jpeg', ...size };
    }
    if (isFrame(marker)) {
      if (at + 9 > bytes.length) throw truncated();
      size ??= dimensions(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
}

/** SOF0 to SOF15, but for the three codes among them that are tables and an extension. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function truncated(): Refusal {
  return new Refusal('truncated', 'The image ends before its picture does.');
}
