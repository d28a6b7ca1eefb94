import { FilterPatternError } from './error.ts';

/** Tells whether a text matches somewhere. */
export interface TextPattern {
  test(text: string): boolean;
}

/** One place of an expression: takes a character, maybe none (`optional`), maybe many (`repeats`); or looks around and takes none. */
interface Step {
  readonly takes?: (code: number) => boolean;
  readonly holds?: (text: string, at: number) => boolean;
  readonly optional?: boolean;
  readonly repeats?: boolean;
  /** The end of an alternative. */
  readonly accepts?: boolean;
}

/** Places an expression may have: what a match costs grows with it. */
const MOST_STEPS = 500;
const ATOM = /\\x[0-9A-Fa-f]{2}|\\.|\[(?:\\.|[^\]\\])*\]|[^\\[]/sy;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;
const ASCII = 128;

/**
 * Compiles a regular expression without groups into one that walks through a text once, with all places it may be at: it cannot be
 * made to try again from the start, as `a.*a.*a.*b` makes a backtracking engine do for hours. `body`: a valid RegExp.
 */
export function linearPattern(body: string): TextPattern {
  const { starts, steps } = compile(body);
  return { test: (text) => matches(steps, starts, text) };
}

/** A part of a text, in UTF-16 units: `end` is behind it. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Compiles the same expressions into a search, once through a text too, for every part that they match. Parts that touch or overlap are
 * one: which of them an engine would take first makes no difference.
 */
export function linearSpans(body: string): (text: string) => readonly TextSpan[] {
  const { starts, steps } = compile(body);
  return (text) => spans(steps, starts, text);
}

function compile(body: string): { readonly steps: readonly Step[]; readonly starts: readonly number[] } {
  const steps: Step[] = [];
  const starts = [0];
  for (let at = 0; at < body.length;) {
    ATOM.lastIndex = at;
    const atom = ATOM.exec(body)?.[0];
    if (atom === undefined || /^\\[0-9ckpPu]/.test(atom))
      throw new FilterPatternError(`'${atom ?? body.slice(at)}' in %${body}% is not supported`);
    at += atom.length;
    if (atom === '|') {
      steps.push({ accepts: true });
      starts.push(steps.length);
      continue;
    }
    const holds = assertions[atom];
    if (holds !== undefined) {
      steps.push({ holds });
      continue;
    }
    QUANTIFIER.lastIndex = at;
    const quantifier = QUANTIFIER.exec(body);
    at += quantifier?.[0].length ?? 0;
    push(steps, taker(atom), boundsOf(quantifier), body);
  }
  steps.push({ accepts: true });
  return { steps, starts };
}

interface Bounds {
  readonly least: number;
  readonly most: number;
}

function boundsOf(quantifier: RegExpExecArray | null): Bounds {
  if (quantifier === null) return { least: 1, most: 1 };
  const [, symbol, least, comma, most] = quantifier;
  if (symbol !== undefined) return { least: symbol === '+' ? 1 : 0, most: symbol === '?' ? 1 : Infinity };
  const from = Number(least);
  return { least: from, most: comma === '' ? from : most === '' ? Infinity : Number(most) };
}

function push(steps: Step[], takes: (code: number) => boolean, { least, most }: Bounds, body: string): void {
  const copies = most === Infinity ? least + 1 : most;
  if (steps.length + copies > MOST_STEPS) throw new FilterPatternError(`the regular expression %${body}% is too long`);
  for (let copy = 0; copy < least; copy++) steps.push({ takes });
  if (most === Infinity) steps.push({ takes, optional: true, repeats: true });
  else for (let copy = least; copy < most; copy++) steps.push({ takes, optional: true });
}

/** Whether an atom takes a character, by its code. */
function taker(atom: string): (code: number) => boolean {
  const one = new RegExp(`^${atom}$`);
  const known = Uint8Array.from({ length: ASCII }, (_, code) => (one.test(String.fromCharCode(code)) ? 1 : 0));
  return (code) => (code < ASCII ? known[code] === 1 : one.test(String.fromCharCode(code)));
}

const WORD = /\w/;
const isBoundary = (text: string, at: number): boolean => WORD.test(text[at - 1] ?? '') !== WORD.test(text[at] ?? '');

const assertions: Readonly<Record<string, (text: string, at: number) => boolean>> = {
  '^': (_text, at) => at === 0,
  $: (text, at) => at === text.length,
  '\\b': isBoundary,
  '\\B': (text, at) => !isBoundary(text, at),
};

function matches(steps: readonly Step[], starts: readonly number[], text: string): boolean {
  const seen = new Int32Array(steps.length).fill(-1);
  let now: number[] = [];
  let next: number[] = [];
  /** Adds a place and those behind it that take nothing; true at the end of the expression. */
  const reach = (place: number, at: number, places: number[]): boolean => {
    for (let step = steps[place]; step !== undefined && seen[place] !== at; step = steps[++place]) {
      seen[place] = at;
      if (step.accepts === true) return true;
      if (step.takes !== undefined) places.push(place);
      if (!(step.optional === true || step.holds?.(text, at) === true)) return false;
    }
    return false;
  };
  for (let at = 0; at <= text.length; at++) {
    for (const start of starts) if (reach(start, at, now)) return true;
    if (at === text.length) return false;
    const code = text.charCodeAt(at);
    for (const place of now) {
      const { repeats, takes } = steps[place] as Step;
      if (takes?.(code) !== true) continue;
      if (reach(repeats === true ? place : place + 1, at + 1, next)) return true;
    }
    [now, next] = [next, now];
    next.length = 0;
  }
  return false;
}

/** At each place the earliest start of what leads there is kept: no other can make a longer part of it. */
function spans(steps: readonly Step[], starts: readonly number[], text: string): readonly TextSpan[] {
  const found: { start: number; end: number }[] = [];
  let now = new Map<number, number>();
  let next = new Map<number, number>();
  const reach = (place: number, at: number, start: number, places: Map<number, number>): void => {
    for (let step = steps[place]; step !== undefined; step = steps[++place]) {
      if (step.accepts === true) return add(found, start, at);
      if (step.takes !== undefined) {
        const known = places.get(place);
        if (known !== undefined && known <= start) return;
        places.set(place, start);
      }
      if (!(step.optional === true || step.holds?.(text, at) === true)) return;
    }
  };
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at);
    for (const start of starts) {
      const { optional, takes } = steps[start] as Step;
      // At most places nothing begins.
      if (takes === undefined || optional === true || takes(code)) reach(start, at, at, now);
    }
    if (now.size === 0 || at === text.length) continue;
    for (const [place, start] of now) {
      const { repeats, takes } = steps[place] as Step;
      if (takes?.(code) === true) reach(repeats === true ? place : place + 1, at + 1, start, next);
    }
    [now, next] = [next, now];
    next.clear();
  }
  return found;
}

/** Ends come in order. Nothing is no part. */
function add(found: { start: number; end: number }[], start: number, end: number): void {
  if (start === end) return;
  let from = start;
  for (let last = found[found.length - 1]; last !== undefined && last.end >= from; last = found[found.length - 1]) {
    from = Math.min(from, last.start);
    found.pop();
  }
  found.push({ start: from, end });
}
