import { anyCase, complement, newline, setOf, single, type ByteSet } from './byte-set.ts';
import { parseClass } from './parse-class.ts';
import { readEscape } from './parse-escape.ts';
import { EMPTY, sequence, type Node } from './node.ts';
import { RegexError } from './regex-error.ts';

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
}

/** Most repetitions of a counted quantifier: more would make an automaton of many thousand states. */
const MOST_REPETITIONS = 1000;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})([?+]?)/y;
const FLAGS = /\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])/y;

/**
 * Reads a pattern in PCRE's syntax, as its UTF-8 bytes. Throws RegexError for what AWS WAF does not take either: backreferences,
 * recursion, conditions, verbs, `\C`, `\R`, `\K`, callouts, atomic groups, possessive quantifiers and lookaround.
 * Source: AWS WAF Developer Guide, "Supported regular expression syntax in AWS WAF".
 */
export function parse(pattern: string): Node {
  const text = Buffer.from(pattern, 'utf8').toString('latin1');
  const parser = new Parser(text);
  const node = parser.choice({ ignoreCase: false, dotAll: false, multiline: false });
  if (parser.at < text.length) throw new RegexError('a closing parenthesis has no opening one');
  return node;
}

class Parser {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  choice(flags: Flags): Node {
    const branches: Node[] = [];
    let current = flags;
    for (;;) {
      const [node, after] = this.#branch(current);
      branches.push(node);
      // Flags set in one branch hold in those after it, too.
      current = after;
      if (this.#text[this.at] !== '|') break;
      this.at++;
    }
    return branches.length === 1 ? (branches[0] ?? EMPTY) : { kind: 'choice', nodes: branches };
  }

  #branch(flags: Flags): [Node, Flags] {
    const nodes: Node[] = [];
    let current = flags;
    while (this.at < this.#text.length && !'|)'.includes(this.#text[this.at] as string)) {
      const switched = this.#flagSwitch(current);
      if (switched !== undefined) {
        current = switched;
        continue;
      }
      const atom = this.#atom(current);
      if (atom !== undefined) nodes.push(this.#quantified(atom));
    }
    return [nodes.length === 1 ? (nodes[0] ?? EMPTY) : sequence(nodes), current];
  }

  /** `(?i)`: holds to the end of the group. */
  #flagSwitch(flags: Flags): Flags | undefined {
    FLAGS.lastIndex = this.at;
    const [all, on = '', off = '', end] = FLAGS.exec(this.#text) ?? [];
    if (all === undefined || end !== ')') return undefined;
    this.at += all.length;
    return changed(flags, on, off);
  }

  #atom(flags: Flags): Node | undefined {
    const symbol = this.#text[this.at] as string;
    switch (symbol) {
      case '(':
        return this.#group(flags);
      case '[': {
        const { set, next } = parseClass(this.#text, this.at, flags.ignoreCase);
        this.at = next;
        return { kind: 'bytes', set };
      }
      case '.':
        this.at++;
        return { kind: 'bytes', set: flags.dotAll ? setOf(() => true) : complement(newline) };
      case '^':
        this.at++;
        return { kind: 'assertion', assertion: flags.multiline ? 'line-start' : 'start' };
      case '$':
        this.at++;
        return { kind: 'assertion', assertion: flags.multiline ? 'line-end' : 'end' };
      case '\\':
        return this.#escape(flags);
      case '*':
      case '+':
      case '?':
        throw new RegexError(`the quantifier ${symbol} has nothing to repeat`);
    }
    this.at++;
    return bytes(single(symbol.charCodeAt(0)), flags);
  }

  #escape(flags: Flags): Node {
    const { text, next, result } = readEscape(this.#text, this.at);
    this.at = next;
    if (text !== undefined) return sequence([...text].map((each) => bytes(single(each.charCodeAt(0)), flags)));
    if ('assertion' in result) return { kind: 'assertion', assertion: result.assertion };
    return bytes(result.set, flags);
  }

  #group(flags: Flags): Node | undefined {
    const rest = this.#text.slice(this.at);
    if (rest.startsWith('(?#')) {
      const end = this.#text.indexOf(')', this.at);
      if (end < 0) throw new RegexError('a comment has no end');
      this.at = end + 1;
      return undefined;
    }
    FLAGS.lastIndex = this.at;
    const [all, on = '', off = ''] = FLAGS.exec(this.#text) ?? [];
    const name = /^\(\?(?:P?<(?![=!])\w+>|'\w+')/.exec(rest)?.[0];
    if (all === undefined && name === undefined && /^\([?*]/.test(rest))
      throw new RegexError(`${rest.slice(0, 4)}… is not supported: AWS WAF takes no ${what(rest)}`);
    this.at += all?.length ?? name?.length ?? 1;
    const node = this.choice(changed(flags, on, off));
    if (this.#text[this.at] !== ')') throw new RegexError('an opening parenthesis has no closing one');
    this.at++;
    return node;
  }

  #quantified(node: Node): Node {
    QUANTIFIER.lastIndex = this.at;
    const found = QUANTIFIER.exec(this.#text);
    if (found === null) return node;
    const [all, symbol, from, comma, to, mode] = found;
    if (mode === '+') throw new RegexError(`the possessive quantifier ${all} is not supported`);
    this.at += all.length;
    const least = symbol === undefined ? Number(from) : symbol === '+' ? 1 : 0;
    const most =
      symbol === undefined ? (comma === '' ? least : to === '' ? Infinity : Number(to)) : symbol === '?' ? 1 : Infinity;
    if (most < least) throw new RegexError(`the numbers of the quantifier ${all} are out of order`);
    if (least > MOST_REPETITIONS || (most !== Infinity && most > MOST_REPETITIONS))
      throw new RegexError(`the quantifier ${all} is too large (at most ${MOST_REPETITIONS})`);
    return this.#quantified({ kind: 'repeat', node, least, most });
  }
}

const bytes = (set: ByteSet, { ignoreCase }: Flags): Node => ({ kind: 'bytes', set: ignoreCase ? anyCase(set) : set });

function changed(flags: Flags, on: string, off: string): Flags {
  const unknown = /[^ims]/.exec(on + off)?.[0];
  if (unknown !== undefined) throw new RegexError(`the option ${unknown} is not supported`);
  const has = (letter: string, now: boolean): boolean => (on.includes(letter) || now) && !off.includes(letter);
  return {
    ignoreCase: has('i', flags.ignoreCase),
    dotAll: has('s', flags.dotAll),
    multiline: has('m', flags.multiline),
  };
}

function what(rest: string): string {
  if (/^\(\?(?:[=!]|<[=!])/.test(rest)) return 'lookahead or lookbehind';
  if (rest.startsWith('(?>')) return 'atomic groups';
  return rest.startsWith('(*') ? 'backtracking verbs' : 'conditions, recursion or callouts';
}
