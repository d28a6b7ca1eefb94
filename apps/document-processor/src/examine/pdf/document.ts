import { inflateSync } from 'node:zlib';
import { Refusal } from '../finding.ts';
import { bomb, type Budget } from './budget.ts';
import { Parser } from './parser.ts';
import { unpredict } from './predictor.ts';
import { isArray, isDictionary, nameOf, Reference, SyntaxFault, type Dictionary, type Value } from './syntax.ts';

/** Where an object is: at an offset in the file, or the nth in an object stream. */
export type Place = { offset: number } | { stream: number; index: number };

/** An object, with its stream's bytes as they are in the file if it has one. */
export interface PdfObject {
  value: Value;
  stream?: Buffer;
}

const MAX_OBJECTS = 500_000;

/** A document's objects by number, read when they are asked for; none is kept. */
export class PdfDocument {
  readonly bytes: Buffer;
  readonly budget: Budget;
  private readonly found = new Map<number, Place>();
  private readonly objectStreams = new Map<number, { data: Buffer; offsets: number[] }>();

  constructor(bytes: Buffer, budget: Budget) {
    this.bytes = bytes;
    this.budget = budget;
  }

  get places(): ReadonlyMap<number, Place> {
    return this.found;
  }

  /** Says where an object is, or is after all. */
  place(number: number, place: Place): void {
    this.found.set(number, place);
    if (this.found.size > MAX_OBJECTS) throw new Refusal('too-complex', `It has more than ${MAX_OBJECTS} objects.`);
  }

  /** What a value is or refers to; an object that is not there is null (ISO 32000-1, 7.3.10). */
  resolve(value: Value | undefined): Value {
    if (!(value instanceof Reference)) return value ?? null;
    const place = this.places.get(value.object);
    if (!place) return null;
    return 'offset' in place ? this.objectAt(place.offset, value.object).value : this.inStream(place);
  }

  /** The object at an offset, which must be of that number if one is given. */
  objectAt(offset: number, number?: number): PdfObject {
    return this.reading(offset, (parser) => this.readObject(parser, number));
  }

  /** The bare value at an offset. */
  valueAt(offset: number): Value {
    return this.reading(offset, (parser) => parser.value());
  }

  private reading<T>(offset: number, read: (parser: Parser) => T): T {
    this.budget.begin();
    const parser = new Parser(this.bytes, offset, this.budget);
    try {
      return read(parser);
    } finally {
      this.budget.scan(parser.at - offset);
    }
  }

  private readObject(parser: Parser, number: number | undefined): PdfObject {
    const found = parser.integer();
    parser.integer();
    if (!parser.accept('obj') || (number !== undefined && found !== number)) {
      throw new SyntaxFault('There is no object where one must be.');
    }
    const value = parser.value();
    if (!isDictionary(value) || !parser.accept('stream')) return { value };
    return { value, stream: this.streamAt(parser.at, value) };
  }

  /** A stream's bytes: as many as its length says, or, when that is not so, up to the word that ends it. */
  private streamAt(after: number, dictionary: Dictionary): Buffer {
    const start = after + (this.bytes[after] === 13 ? 1 : 0) + 1;
    const length = dictionary.get('Length');
    // A length elsewhere is not looked up: it could be in a stream whose length is elsewhere.
    const end = typeof length === 'number' ? start + length : -1;
    if (end >= start && /^\s*endstream/.test(this.bytes.toString('latin1', end, end + 16))) {
      return this.bytes.subarray(start, end);
    }
    const found = this.bytes.indexOf('endstream', start);
    this.budget.scan((found < 0 ? this.bytes.length : found) - start);
    if (found < 0) throw new SyntaxFault('A stream does not end.');
    return this.bytes.subarray(start, found);
  }

  /** A structural stream's bytes, inflated. */
  decode({ value, stream }: PdfObject): Buffer {
    if (!isDictionary(value) || !stream) throw new SyntaxFault('There is no stream where one must be.');
    const names = filtersOf(value);
    if (names.length === 0) return stream;
    if (names.length > 1 || !isFlate(names[0])) throw new SyntaxFault('Its structure is encoded in an unusual way.');
    const parameters = value.get('DecodeParms');
    const first = isArray(parameters) ? parameters[0] : parameters;
    return unpredict(this.inflate(stream), isDictionary(first) ? first : undefined);
  }

  private inflate(stream: Buffer): Buffer {
    try {
      const inflated = inflateSync(stream, { maxOutputLength: this.budget.structural });
      this.budget.takeStructure(inflated.length);
      return inflated;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw bomb();
      throw new SyntaxFault('A stream cannot be inflated.');
    }
  }

  private inStream({ stream, index }: { stream: number; index: number }): Value {
    const { data, offsets } = this.objectStream(stream);
    const offset = offsets[index];
    if (offset === undefined) return null;
    this.budget.begin();
    return new Parser(data, offset, this.budget).value();
  }

  /** An object stream's data and where in them its objects are; kept, for many are read from one. */
  objectStream(number: number): { data: Buffer; offsets: number[]; numbers?: number[] } {
    const known = this.objectStreams.get(number);
    if (known) return known;
    const place = this.places.get(number);
    if (!place || !('offset' in place)) throw new SyntaxFault('There is no object stream where one must be.');
    const object = this.objectAt(place.offset, number);
    const opened = this.openObjectStream(object);
    this.objectStreams.set(number, opened);
    return opened;
  }

  openObjectStream(object: PdfObject): { data: Buffer; offsets: number[]; numbers: number[] } {
    const data = this.decode(object);
    const dictionary = object.value as Dictionary;
    const [count, first] = [dictionary.get('N'), dictionary.get('First')];
    if (typeof count !== 'number' || typeof first !== 'number') throw new SyntaxFault('An object stream has no index.');
    const index = new Parser(data, 0, this.budget);
    const [numbers, offsets]: [number[], number[]] = [[], []];
    for (let n = 0; n < count; n++) {
      this.budget.value();
      numbers.push(index.integer());
      offsets.push(first + index.integer());
    }
    return { data, offsets, numbers };
  }
}

export function filtersOf(dictionary: Dictionary): (string | undefined)[] {
  const filter = dictionary.get('Filter');
  if (filter === undefined || filter === null) return [];
  return isArray(filter) ? filter.map(nameOf) : [nameOf(filter)];
}

/** Deflate by its name and its abbreviation. */
export const isFlate = (name: string | undefined): boolean => name === 'FlateDecode' || name === 'Fl';
