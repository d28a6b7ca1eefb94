import { newline, word, type ByteSet } from './byte-set.ts';
import type { Assertion } from './node.ts';
import type { State, States } from './states.ts';

/** What stands before a place, as far as assertions ask: nothing, part of a word, a line end, or anything else. */
type Before = 0 | 1 | 2 | 3;
const START = 0;
const WORD = 1;
const LINE = 2;
const OTHER = 3;

/** A deterministic state: where the pattern may be, and what stands before that place. */
interface Kept {
  readonly places: readonly number[];
  readonly before: Before;
}

const UNKNOWN = 0;
const MATCH = 1;
const DEAD = 2;
/** Deterministic states kept; then all are forgotten, and those still needed are made anew. */
const MOST_KEPT = 1000;

/**
 * Walks through a text once, byte by byte, with all states the pattern may be in; deterministic states are made when they are first needed.
 * No pattern and no text make it take more than one step a byte.
 */
export class Automaton {
  readonly #states: readonly State[];
  readonly #start: number;
  /** Whether a match may begin elsewhere than at the start of the text. */
  readonly #anywhere: boolean;
  /** Bytes that no part of the pattern tells apart have one number. */
  readonly #classOf: Uint8Array;
  /** A byte of each class. */
  readonly #examples: readonly number[];
  readonly #width: number;
  #table: Int32Array;
  #kept: Kept[] = [];
  #numbers = new Map<string, number>();
  #first = DEAD;

  constructor({ states, start }: States) {
    this.#states = states;
    this.#start = start;
    const { classOf, examples } = classesOf(states);
    this.#classOf = classOf;
    this.#examples = examples;
    // Two symbols more: a line end that ends the text, and the end.
    this.#width = examples.length + 2;
    this.#table = new Int32Array(0);
    this.#anywhere = ([WORD, LINE, OTHER] as const).some((before) => this.#canBegin(before));
    this.#forget();
  }

  /** Whether the pattern matches somewhere. Every character of `text` is a byte. */
  test(text: string): boolean {
    const last = text.length - 1;
    const end = this.#width - 1;
    let state = this.#first;
    for (let at = 0; at <= last; at++) {
      const byte = text.charCodeAt(at);
      const symbol = at === last && byte === 10 ? end - 1 : (this.#classOf[byte] as number);
      const next = this.#table[state * this.#width + symbol] as number;
      state = next === UNKNOWN ? this.#step(state, symbol) : next;
      if (state <= DEAD) return state === MATCH;
    }
    const next = this.#table[state * this.#width + end] as number;
    return (next === UNKNOWN ? this.#step(state, end) : next) === MATCH;
  }

  #forget(): void {
    this.#table = new Int32Array(64 * this.#width);
    this.#numbers = new Map();
    const nothing: Kept = { places: [], before: OTHER };
    // The three numbers that are no states.
    this.#kept = [nothing, nothing, nothing];
    this.#first = this.#number([this.#start], START);
  }

  #step(from: number, symbol: number): number {
    const { before, places } = this.#kept[from] as Kept;
    const isEnd = symbol === this.#width - 1;
    const isLast = symbol === this.#width - 2;
    const byte = isEnd ? -1 : isLast ? 10 : (this.#examples[symbol] as number);
    const reached = this.#reach(places, before, byte, isEnd || isLast);
    if (reached === 'match') return this.#remember(from, symbol, MATCH);
    if (isEnd) return this.#remember(from, symbol, DEAD);
    const next = new Set<number>();
    for (const state of reached) if (state.set[byte] === 1) next.add(state.next);
    if (this.#anywhere) next.add(this.#start);
    if (next.size === 0) return this.#remember(from, symbol, DEAD);
    const after = word[byte] === 1 ? WORD : newline[byte] === 1 ? LINE : OTHER;
    if (this.#kept.length >= MOST_KEPT) {
      this.#forget();
      return this.#number([...next], after);
    }
    return this.#remember(from, symbol, this.#number([...next], after));
  }

  #remember(from: number, symbol: number, to: number): number {
    this.#table[from * this.#width + symbol] = to;
    return to;
  }

  #number(places: number[], before: Before): number {
    places.sort((one, other) => one - other);
    const key = `${before}:${places.join()}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#kept.push({ places, before }) - 1;
      this.#numbers.set(key, number);
      if (this.#kept.length * this.#width > this.#table.length) {
        const larger = new Int32Array(this.#table.length * 2);
        larger.set(this.#table);
        this.#table = larger;
      }
    }
    return number;
  }

  #canBegin(before: Before): boolean {
    // A place after the start of a text, before any kind of byte or the end.
    return [97, 32, 10, -1].some((byte) => {
      const reached = this.#reach([this.#start], before, byte, byte === 10 || byte === -1);
      return reached === 'match' || reached.length > 0;
    });
  }

  /** The states that take a byte, reached from these places without taking one. `atEnd`: the end, or a line end that ends the text. */
  #reach(
    places: readonly number[],
    before: Before,
    byte: number,
    atEnd: boolean,
  ): 'match' | (State & { kind: 'bytes' })[] {
    const seen = new Set<number>();
    const open = [...places];
    const found: (State & { kind: 'bytes' })[] = [];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (seen.has(place)) continue;
      seen.add(place);
      const state = this.#states[place] as State;
      if (state.kind === 'match') return 'match';
      if (state.kind === 'bytes') found.push(state);
      else if (state.kind === 'split') open.push(...state.to);
      else if (holds(state.assertion, before, byte, atEnd)) open.push(state.next);
    }
    return found;
  }
}

function holds(assertion: Assertion, before: Before, byte: number, atEnd: boolean): boolean {
  switch (assertion) {
    case 'start':
      return before === START;
    case 'line-start':
      return (before === START || before === LINE) && (byte !== -1 || before === START);
    case 'end':
      return atEnd;
    case 'line-end':
      return byte === -1 || byte === 10;
    case 'very-end':
      return byte === -1;
    case 'word':
      return (before === WORD) !== (byte !== -1 && word[byte] === 1);
    case 'not-word':
      return (before === WORD) === (byte !== -1 && word[byte] === 1);
  }
}

function classesOf(states: readonly State[]): { readonly classOf: Uint8Array; readonly examples: readonly number[] } {
  let classOf: Uint8Array = new Uint8Array(256);
  const bytes = states.flatMap((state) => (state.kind === 'bytes' ? [state.set] : []));
  for (const set of [word, newline, ...new Set(bytes)]) classOf = split(classOf, set);
  const examples = Array.from({ length: Math.max(...classOf) + 1 }, (_, number) => classOf.indexOf(number));
  return { classOf, examples };
}

/** Tells the bytes of each class apart by whether they are in `set`. */
function split(classOf: Uint8Array, set: ByteSet): Uint8Array {
  const numbers = new Int16Array(512).fill(-1);
  let next = 0;
  return classOf.map((number, byte) => {
    const key = number * 2 + (set[byte] as number);
    if (numbers[key] === -1) numbers[key] = next++;
    return numbers[key] as number;
  });
}
