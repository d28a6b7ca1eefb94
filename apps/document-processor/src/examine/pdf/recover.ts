import type { PdfDocument } from './document.ts';
import { isDictionary, nameOf, Reference, SyntaxFault, type Dictionary } from './syntax.ts';

/**
 * Finds the objects of a document whose cross-references are wrong, as readers do: by looking for them from its beginning to its
 * end. The last object of a number counts. Gives back a trailer, or what can stand for one.
 */
export function recover(document: PdfDocument): Dictionary {
  const { places, budget } = document;
  let root: Reference | undefined;
  let encrypt = false;
  for (const { number, offset } of objectsIn(document.bytes)) {
    const object = ignoringFaults(() => document.objectAt(offset, number));
    if (!object) continue;
    document.place(number, { offset });
    if (!isDictionary(object.value)) continue;
    const type = nameOf(object.value.get('Type'));
    if (type === 'Catalog') root = new Reference(number);
    if (type === 'XRef') {
      const named = object.value.get('Root');
      if (named instanceof Reference) root ??= named;
      encrypt ||= object.value.has('Encrypt');
    }
    if (type === 'ObjStm') {
      const opened = ignoringFaults(() => document.openObjectStream(object));
      opened?.numbers.forEach((one, index) => {
        budget.value();
        document.place(one, { stream: number, index });
      });
    }
  }
  for (const trailer of trailersIn(document)) {
    encrypt ||= trailer.has('Encrypt');
    const named = trailer.get('Root');
    if (named instanceof Reference && places.has(named.object)) root = named;
  }
  if (!root) throw new SyntaxFault('The document has no catalogue.');
  return new Map<string, Reference | true>([['Root', root], ...(encrypt ? ([['Encrypt', true]] as const) : [])]);
}

function* objectsIn(bytes: Buffer): Generator<{ number: number; offset: number }> {
  // Every run is bounded, so each byte is looked at a bounded number of times.
  const header = /(?<![0-9])(\d{1,10})\s{1,8}\d{1,5}\s{1,8}obj(?![A-Za-z])/g;
  const text = bytes.toString('latin1');
  for (const match of text.matchAll(header)) yield { number: Number(match[1]), offset: match.index };
}

function* trailersIn(document: PdfDocument): Generator<Dictionary> {
  const { bytes } = document;
  for (let at = bytes.indexOf('trailer'); at >= 0; at = bytes.indexOf('trailer', at + 7)) {
    const trailer = ignoringFaults(() => document.valueAt(at + 7));
    if (isDictionary(trailer)) yield trailer;
  }
}

function ignoringFaults<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxFault) return undefined;
    throw error;
  }
}
