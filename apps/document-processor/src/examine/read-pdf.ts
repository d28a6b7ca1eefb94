import { createInflate } from 'node:zlib';
import { EncryptedPDFError, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import type { DocumentProperties } from '@palisade/shared-types';
import { Refusal } from './finding.ts';

/** All streams of a document together may inflate to this; a reader would do it page by page. */
const MAX_INFLATED_BYTES = 256 * 1024 * 1024;

const MAX_PAGES = 100_000;

/**
 * A PDF that is whole, not encrypted, and has pages; they are counted, not believed. Its compressed streams are inflated and
 * counted too: what would burst a reader is refused here. (What bursts the library while it reads is stopped from outside.)
 */
export async function readPdf(bytes: Buffer): Promise<DocumentProperties> {
  // Readers look for it in the last kilobyte (ISO 32000-1, annex H.3, note 18).
  if (!bytes.subarray(-1024).includes('%%EOF')) throw new Refusal('truncated', 'The document has no end.');
  const document = await load(bytes);
  const pages = countPages(document);
  await inflateStreams(document);
  return { format: 'pdf', pages };
}

async function load(bytes: Buffer): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false });
  } catch (error) {
    if (error instanceof EncryptedPDFError) {
      throw new Refusal('encrypted', 'The document is encrypted, so nobody can say what is in it.');
    }
    throw malformed();
  }
}

/** Walks the page tree once; a node seen twice would make it endless. */
function countPages(document: PDFDocument): number {
  const [seen, open] = [new Set<string>(), [root(document)]];
  let pages = 0;
  for (let node = open.pop(); node; node = open.pop()) {
    const kids = document.context.lookup(node.get(PDFName.of('Kids')));
    if (!(kids instanceof PDFArray)) pages++;
    else for (const kid of kids.asArray()) open.push(child(document, kid, seen));
    if (pages + open.length > MAX_PAGES) throw new Refusal('too-complex', `It has more than ${MAX_PAGES} pages.`);
  }
  if (pages === 0) throw malformed();
  return pages;
}

function root({ catalog, context }: PDFDocument): PDFDict {
  const pages = catalog instanceof PDFDict ? context.lookup(catalog.get(PDFName.of('Pages'))) : undefined;
  if (!(pages instanceof PDFDict)) throw malformed();
  return pages;
}

function child({ context }: PDFDocument, kid: unknown, seen: Set<string>): PDFDict {
  if (!(kid instanceof PDFRef) || seen.has(kid.tag)) throw malformed();
  seen.add(kid.tag);
  const node = context.lookup(kid);
  if (!(node instanceof PDFDict)) throw malformed();
  return node;
}

async function inflateStreams({ context }: PDFDocument): Promise<void> {
  let left = MAX_INFLATED_BYTES;
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream)) continue;
    const flates = filters(object).filter((name) => name === '/FlateDecode' || name === '/Fl');
    if (flates.length > 1) throw bomb();
    if (flates.length === 1) left -= await inflatedLength(object.contents, left);
  }
}

function filters({ dict }: PDFRawStream): string[] {
  const filter = dict.lookup(PDFName.of('Filter'));
  const list = filter instanceof PDFArray ? filter.asArray() : [filter];
  return list.flatMap((one) => (one instanceof PDFName ? [one.toString()] : []));
}

/** Streams end carelessly in many documents that every reader shows, so what is not whole counts as far as it goes. */
async function inflatedLength(contents: Uint8Array, limit: number): Promise<number> {
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

const malformed = () => new Refusal('malformed', 'The document has no page tree that can be read.');
const bomb = () =>
  new Refusal('decompression-bomb', `The document inflates to more than ${MAX_INFLATED_BYTES} bytes, or twice over.`);
