import { anyCase, classEscapes, complement, posixClass, setOf, single, union, type ByteSet } from './byte-set.ts';
import { readByte } from './parse-escape.ts';
import { RegexError } from './regex-error.ts';

/** Reads the character class that begins at `at`. */
export function parseClass(
  pattern: string,
  at: number,
  ignoreCase: boolean,
): { readonly set: ByteSet; readonly next: number } {
  let next = at + 1;
  const negated = pattern[next] === '^';
  if (negated) next++;
  let set = setOf(() => false);
  for (let first = true; first || pattern[next] !== ']'; first = false) {
    const item = readItem(pattern, next);
    next = item.next;
    if (!('byte' in item)) {
      set = union(set, item.set);
      continue;
    }
    const end = pattern[next] === '-' && pattern[next + 1] !== ']' ? readItem(pattern, next + 1) : undefined;
    if (end === undefined || !('byte' in end)) {
      set = union(set, single(item.byte));
      continue;
    }
    const [from, to] = [item.byte, end.byte];
    if (to < from) throw new RegexError('the range of a character class is out of order');
    next = end.next;
    set = union(
      set,
      setOf((byte) => byte >= from && byte <= to),
    );
  }
  const cased = ignoreCase ? anyCase(set) : set;
  return { set: negated ? complement(cased) : cased, next: next + 1 };
}

type Item = { readonly next: number } & ({ readonly byte: number } | { readonly set: ByteSet });

function readItem(pattern: string, at: number): Item {
  const symbol = pattern[at];
  if (symbol === undefined) throw new RegexError('a character class has no end');
  if (symbol === '[') {
    const name = /^\[:(\^?\w+):\]/.exec(pattern.slice(at, at + 16));
    if (name !== null) return { set: posixClass(name[1] as string), next: at + name[0].length };
  }
  if (symbol !== '\\') return { byte: symbol.charCodeAt(0), next: at + 1 };
  const letter = pattern[at + 1] ?? '';
  if (letter === 'b') return { byte: 8, next: at + 2 };
  const set = classEscapes[letter];
  return set === undefined ? readByte(pattern, at) : { set, next: at + 2 };
}
