import { constants, createInflate, inflateSync } from 'node:zlib';
import { Refusal } from '../finding.ts';
import { bomb } from './budget.ts';
import { filtersOf, isFlate, type PdfDocument } from './document.ts';
import { isDictionary, SyntaxFault } from './syntax.ts';

/**
 * Inflates every stream once and keeps nothing: a document that would burst its reader is refused. Streams end carelessly in
 * many documents that every reader shows, so one that cannot be inflated counts as far as it goes.
 */
export async function inflateStreams(document: PdfDocument): Promise<void> {
  const offsets = new Set([...document.places.values()].flatMap((place) => ('offset' in place ? [place.offset] : [])));
  for (const offset of offsets) {
    const contents = flateStreamAt(document, offset);
    if (contents) document.budget.takeInflated(await inflatedLength(contents, document.budget.inflatable));
  }
}

function flateStreamAt(document: PdfDocument, offset: number): Buffer | undefined {
  try {
    const { value, stream } = document.objectAt(offset);
    if (!isDictionary(value) || !stream) return undefined;
    const flates = filtersOf(value).filter(isFlate).length;
    if (flates > 1) throw bomb();
    return flates === 1 ? stream : undefined;
  } catch (error) {
    if (error instanceof SyntaxFault) return undefined;
    throw error;
  }
}

/** Deflate makes at most a thousandfold of them, which is not much: and there are many of them. */
const SMALL = 64 * 1024;

async function inflatedLength(contents: Buffer, limit: number): Promise<number> {
  return contents.length <= SMALL ? smallLength(contents, limit) : largeLength(contents, limit);
}

function smallLength(contents: Buffer, limit: number): number {
  try {
    return inflateSync(contents, { maxOutputLength: limit + 1, finishFlush: constants.Z_SYNC_FLUSH }).length;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw bomb();
    return 0;
  }
}

async function largeLength(contents: Buffer, limit: number): Promise<number> {
  let length = 0;
  const inflate = createInflate();
  inflate.end(contents);
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > limit) throw bomb();
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
  }
  return length;
}
