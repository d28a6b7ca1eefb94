import { Refusal } from '../finding.ts';
import type { PdfDocument } from './document.ts';
import { isArray, isDictionary, Reference, SyntaxFault, type Dictionary, type Value } from './syntax.ts';

const MAX_PAGES = 100_000;

/** The leaves of the page tree, counted and not believed. A node met twice would make it endless, or pages out of nothing. */
export function countPages(document: PdfDocument, trailer: Dictionary): number {
  const catalogue = document.resolve(trailer.get('Root'));
  const root = isDictionary(catalogue) ? catalogue.get('Pages') : undefined;
  const seen = new Set<number>();
  const open: Value[] = root === undefined ? [] : [root];
  let pages = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!(node instanceof Reference) || seen.has(node.object)) throw new SyntaxFault('Its page tree is no tree.');
    seen.add(node.object);
    const found = document.resolve(node);
    if (!isDictionary(found)) throw new SyntaxFault('A page is missing.');
    const kids = document.resolve(found.get('Kids'));
    if (isArray(kids)) for (const kid of kids) open.push(kid);
    else pages++;
    if (seen.size + open.length > 2 * MAX_PAGES) {
      throw new Refusal('too-complex', `The document has more than ${MAX_PAGES} pages.`);
    }
  }
  if (pages === 0) throw new SyntaxFault('The document has no pages.');
  return pages;
}
