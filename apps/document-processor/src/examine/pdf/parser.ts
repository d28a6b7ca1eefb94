import type { Budget } from './budget.ts';
import { Name, Reference, SyntaxFault, Text, type Dictionary, type Value } from './syntax.ts';

const MAX_DEPTH = 64;

const [SLASH, OPEN, CLOSE, ARRAY, END_ARRAY] = [0x2f, 0x28, 0x29, 0x5b, 0x5d];
const [LESS, GREATER, PERCENT, BACKSLASH] = [0x3c, 0x3e, 0x25, 0x5c];

/** What each byte is: 1 white space, 2 a delimiter, 0 neither (ISO 32000-1, 7.2.2). */
const KIND = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) KIND[byte] = 1;
for (const byte of Buffer.from('()<>[]{}/%')) KIND[byte] = 2;

/** Reads objects (ISO 32000-1, 7.3) from a place in the bytes on; every byte is looked at a few times at most. */
export class Parser {
  private readonly bytes: Buffer;
  private readonly budget: Budget;
  at: number;

  constructor(bytes: Buffer, at: number, budget: Budget) {
    if (at < 0 || at >= bytes.length) throw new SyntaxFault('It points beyond the end of the document.');
    this.bytes = bytes;
    this.at = at;
    this.budget = budget;
  }

  value(depth = 0): Value {
    this.budget.value();
    if (depth > MAX_DEPTH) throw new SyntaxFault('Its objects are nested too deeply.');
    this.skipSpace();
    switch (this.bytes[this.at]) {
      case SLASH:
        return new Name(this.name());
      case OPEN:
        return this.literalString();
      case ARRAY:
        return this.array(depth);
      case LESS:
        return this.bytes[this.at + 1] === LESS ? this.dictionary(depth) : this.hexString();
      default:
        return this.word();
    }
  }

  /** The next run of regular characters, consumed; empty at a delimiter or the end. */
  token(): string {
    this.skipSpace();
    const start = this.at;
    while (this.at < this.bytes.length && this.isRegular(this.at)) this.at++;
    // No keyword and no number is longer.
    return this.bytes.toString('latin1', start, Math.min(this.at, start + 32));
  }

  /** Consumes a keyword if it is next. */
  accept(keyword: string): boolean {
    const before = this.at;
    if (this.token() === keyword) return true;
    this.at = before;
    return false;
  }

  integer(): number {
    const token = this.token();
    if (!/^\d{1,15}$/.test(token)) throw new SyntaxFault('It has no number where one must be.');
    return Number(token);
  }

  private isRegular(at: number): boolean {
    return KIND[this.bytes[at] ?? 0] === 0;
  }

  skipSpace(): void {
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at] ?? 0;
      if (byte === PERCENT) this.skipComment();
      else if (KIND[byte] !== 1) return;
    }
  }

  private skipComment(): void {
    while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at++;
  }

  private name(): string {
    const start = ++this.at;
    while (this.at < this.bytes.length && this.isRegular(this.at)) this.at++;
    const text = this.bytes.toString('latin1', start, Math.min(this.at, start + 128));
    return text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }

  private literalString(): Text {
    let open = 0;
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at];
      if (byte === BACKSLASH) this.at++;
      else if (byte === OPEN) open++;
      else if (byte === CLOSE && --open === 0) {
        this.at++;
        return new Text();
      }
    }
    throw new SyntaxFault('A string does not end.');
  }

  private hexString(): Text {
    const end = this.bytes.indexOf('>', this.at);
    this.at = end < 0 ? this.bytes.length : end + 1;
    if (end < 0) throw new SyntaxFault('A string does not end.');
    return new Text();
  }

  private array(depth: number): Value[] {
    const values: Value[] = [];
    this.at++;
    for (this.skipSpace(); this.bytes[this.at] !== END_ARRAY; this.skipSpace()) values.push(this.value(depth + 1));
    this.at++;
    return values;
  }

  private dictionary(depth: number): Dictionary {
    const members = new Map<string, Value>();
    this.at += 2;
    for (this.skipSpace(); this.bytes[this.at] !== GREATER; this.skipSpace()) {
      if (this.bytes[this.at] !== SLASH) throw new SyntaxFault('A dictionary has no name where one must be.');
      const name = this.name();
      members.set(name, this.value(depth + 1));
    }
    this.at += 2;
    return members;
  }

  private word(): Value {
    const token = this.token();
    if (token === 'true' || token === 'false') return token === 'true';
    if (token === 'null') return null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(token)) throw new SyntaxFault('It has something that is no object.');
    if (!/^\d+$/.test(token)) return Number(token);
    // Two numbers and an R are a reference.
    const before = this.at;
    if (/^\d{1,10}$/.test(this.token()) && this.accept('R')) return new Reference(Number(token));
    this.at = before;
    return Number(token);
  }
}
