import { Refusal } from './finding.ts';

/** More than any scanner makes; showing it would take half a gigabyte. */
const MAX_PIXELS = 100_000_000;

/** Width and height as an image's header states them, if they are some and not too much. */
export function dimensions(width: number, height: number): { width: number; height: number } {
  if (width === 0 || height === 0) throw new Refusal('malformed', 'The image has no width or no height.');
  if (width * height > MAX_PIXELS) {
    throw new Refusal('too-many-pixels', `The image is ${width} × ${height}; at most ${MAX_PIXELS} pixels are taken.`);
  }
  return { width, height };
}
