import type { DocumentProperties } from '@palisade/shared-types';
import { Refusal } from '../finding.ts';
import { Budget } from './budget.ts';
import { countPages } from './count-pages.ts';
import { readCrossReferences } from './cross-reference.ts';
import { PdfDocument } from './document.ts';
import { inflateStreams } from './inflate-streams.ts';
import { recover } from './recover.ts';
import { SyntaxFault, type Dictionary } from './syntax.ts';

/**
 * A PDF that is whole, not encrypted, and has pages, of which none of the rest is read.
 *
 * Libraries read all of a document into memory and inflate what they are told to (2 MB become 2 GB), and nothing in their
 * interfaces bounds it. This reader looks up only what leads to the pages, within a budget for objects and inflated bytes.
 * The spec compares it with a library's own documents.
 */
export async function readPdf(bytes: Buffer): Promise<DocumentProperties> {
  // Readers look for it in the last kilobyte (ISO 32000-1, annex H.3, note 18).
  if (!bytes.subarray(-1024).includes('%%EOF')) throw new Refusal('truncated', 'The document has no end.');
  const document = new PdfDocument(bytes, new Budget());
  try {
    const pages = pagesBy(readCrossReferences, document) ?? pagesBy(recover, document);
    if (pages === undefined) throw new Refusal('malformed', 'The document has no page tree that can be read.');
    await inflateStreams(document);
    return { format: 'pdf', pages };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // A number that leads out of the bytes.
    throw new Refusal('malformed', 'The document has no page tree that can be read.');
  }
}

/** The pages found one way into the document, undefined when it does not lead there. */
function pagesBy(way: (document: PdfDocument) => Dictionary, document: PdfDocument): number | undefined {
  try {
    const trailer = way(document);
    if (trailer.has('Encrypt')) {
      throw new Refusal('encrypted', 'The document is encrypted, so nobody can say what is in it.');
    }
    return countPages(document, trailer);
  } catch (error) {
    if (error instanceof SyntaxFault || error instanceof RangeError) return undefined;
    throw error;
  }
}
