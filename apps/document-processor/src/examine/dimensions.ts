import { imageSize } from 'image-size';
import { Refusal } from './finding.ts';

/** More than any scanner makes; showing it would take half a gigabyte. */
const MAX_PIXELS = 100_000_000;

/** Width and height an image's header states. Nothing is decoded, so a hostile header costs nothing. */
export function dimensions(bytes: Buffer): { width: number; height: number } {
  const { width, height } = size(bytes);
  if (!(width > 0 && height > 0)) throw new Refusal('malformed', 'The image has no width or no height.');
  if (width * height > MAX_PIXELS) {
    throw new Refusal('too-many-pixels', `The image is ${width} × ${height}; at most ${MAX_PIXELS} pixels are taken.`);
  }
  return { width, height };
}

function size(bytes: Buffer): { width: number; height: number } {
  try {
    return imageSize(bytes);
  } catch {
    throw new Refusal('malformed', 'The image has no readable header.');
  }
}
