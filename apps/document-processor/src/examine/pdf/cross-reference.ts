import type { PdfDocument, Place } from './document.ts';
import { Parser } from './parser.ts';
import { isArray, isDictionary, SyntaxFault, type Dictionary } from './syntax.ts';

/**
 * Fills in the document's places from its cross-reference tables and streams (ISO 32000-1, 7.5.4 to 7.5.8), the newest first,
 * and gives back its trailer.
 */
export function readCrossReferences(document: PdfDocument): Dictionary {
  const seen = new Set<number>();
  const open = [startOf(document)];
  let newest: Dictionary | undefined;
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const trailer = readSection(document, at);
    newest ??= trailer;
    // A hybrid file's stream has what its table hides, so it comes before what is older.
    for (const name of ['XRefStm', 'Prev']) {
      const next = trailer.get(name);
      if (typeof next === 'number') open.push(next);
    }
  }
  if (!newest) throw new SyntaxFault('The document has no trailer.');
  return newest;
}

function startOf({ bytes, budget }: PdfDocument): number {
  const at = bytes.lastIndexOf('startxref');
  if (at < 0) throw new SyntaxFault('The document does not say where its objects are.');
  return new Parser(bytes, at + 'startxref'.length, budget).integer();
}

function readSection(document: PdfDocument, at: number): Dictionary {
  const parser = new Parser(document.bytes, at, document.budget);
  return parser.accept('xref') ? readTable(document, parser) : readStream(document, at);
}

function readTable(document: PdfDocument, parser: Parser): Dictionary {
  while (!parser.accept('trailer')) {
    const first = parser.integer();
    const count = parser.integer();
    for (let n = 0; n < count; n++) {
      document.budget.value();
      const offset = parser.integer();
      parser.integer();
      const used = parser.token() === 'n';
      document.budget.begin();
      if (used) place(document, first + n, { offset });
    }
  }
  const trailer = parser.value();
  if (!isDictionary(trailer)) throw new SyntaxFault('The document has no trailer.');
  return trailer;
}

function readStream(document: PdfDocument, at: number): Dictionary {
  const object = document.objectAt(at);
  const data = document.decode(object);
  const dictionary = object.value as Dictionary;
  const [type = 0, second = 0, third = 0] = numbers(dictionary, 'W');
  const width = type + second + third;
  if (width === 0 || [type, second, third].some((one) => one > 6)) throw new SyntaxFault('A table has no columns.');
  const size = dictionary.get('Size');
  const ranges = dictionary.has('Index') ? numbers(dictionary, 'Index') : [0, typeof size === 'number' ? size : 0];
  let offset = 0;
  const field = (bytes: number, fallback: number) => {
    const value = bytes === 0 ? fallback : data.readUIntBE(offset, bytes);
    offset += bytes;
    return value;
  };
  for (let range = 0; range + 1 < ranges.length; range += 2) {
    const [first = 0, count = 0] = ranges.slice(range, range + 2);
    for (let n = 0; n < count && offset + width <= data.length; n++) {
      document.budget.value();
      document.budget.begin();
      const [kind, one, two] = [field(type, 1), field(second, 0), field(third, 0)];
      if (kind === 1) place(document, first + n, { offset: one });
      if (kind === 2) place(document, first + n, { stream: one, index: two });
    }
  }
  return dictionary;
}

/** Sections are read from the newest on, so the first place of an object is its last. */
function place(document: PdfDocument, number: number, where: Place): void {
  if (!document.places.has(number)) document.place(number, where);
}

function numbers(dictionary: Dictionary, name: string): number[] {
  const value = dictionary.get(name);
  if (!isArray(value)) throw new SyntaxFault('A table has no columns.');
  return value.map((one) => (typeof one === 'number' && one >= 0 ? one : 0));
}
