import { RegexError } from './regex-error.ts';

/** Bytes: 1 where a byte is in it. */
export type ByteSet = Uint8Array;

export function setOf(has: (byte: number) => boolean): ByteSet {
  return Uint8Array.from({ length: 256 }, (_, byte) => (has(byte) ? 1 : 0));
}

const singles = Array.from({ length: 256 }, (_, byte) => setOf((each) => each === byte));
/** The same object for the same byte, so that an automaton sees how few different sets it has. */
export const single = (byte: number): ByteSet => singles[byte] as ByteSet;
export const complement = (set: ByteSet): ByteSet => set.map((has) => 1 - has);
export const union = (one: ByteSet, other: ByteSet): ByteSet => one.map((has, byte) => has | (other[byte] ?? 0));

/** With both cases of every ASCII letter in it. */
export function anyCase(set: ByteSet): ByteSet {
  let found = caseless.get(set);
  if (found === undefined) caseless.set(set, (found = withBothCases(set)));
  return found;
}

const caseless = new WeakMap<ByteSet, ByteSet>();

function withBothCases(set: ByteSet): ByteSet {
  const other = (byte: number): number => ((byte | 32) >= 97 && (byte | 32) <= 122 ? byte ^ 32 : byte);
  return set.map((has, byte) => has | (set[other(byte)] ?? 0));
}

const between = (from: string, to: string): ByteSet =>
  setOf((byte) => byte >= from.charCodeAt(0) && byte <= to.charCodeAt(0));

export const digit = between('0', '9');
const alpha = union(between('a', 'z'), between('A', 'Z'));
export const word = union(union(alpha, digit), single(95));
const space = setOf((byte) => byte === 32 || (byte >= 9 && byte <= 13));
const blank = setOf((byte) => byte === 32 || byte === 9);
export const newline = single(10);
const lineEnds = setOf((byte) => byte >= 10 && byte <= 13);
const graph = between('!', '~');

/** `\d`, `\W` and the like, by their letter. */
export const classEscapes: Readonly<Record<string, ByteSet>> = {
  d: digit,
  D: complement(digit),
  h: union(blank, single(160)),
  H: complement(union(blank, single(160))),
  N: complement(newline),
  s: space,
  S: complement(space),
  v: lineEnds,
  V: complement(lineEnds),
  w: word,
  W: complement(word),
};

const posix: Readonly<Record<string, ByteSet>> = {
  alnum: union(alpha, digit),
  alpha,
  ascii: setOf((byte) => byte < 128),
  blank,
  cntrl: setOf((byte) => byte < 32 || byte === 127),
  digit,
  graph,
  lower: between('a', 'z'),
  print: union(graph, single(32)),
  punct: setOf((byte) => graph[byte] === 1 && alpha[byte] === 0 && digit[byte] === 0),
  space,
  upper: between('A', 'Z'),
  word,
  xdigit: union(digit, union(between('a', 'f'), between('A', 'F'))),
};

/** `[:alpha:]` and `[:^alpha:]`, by what stands between the colons. */
export function posixClass(name: string): ByteSet {
  const set = posix[name.replace('^', '')];
  if (set === undefined) throw new RegexError(`the character class [:${name}:] is unknown`);
  return name.startsWith('^') ? complement(set) : set;
}
