import { FilterPatternError } from './error.ts';
import { Scanner } from './scanner.ts';

type Kind = 'include' | 'exclude' | 'optional';

/**
 * Terms anywhere in the message, case-sensitive: all plain ones, none with `-`. Terms with `?` are alternatives, and ignored as
 * soon as there is any other term.
 */
export function compileTerms(pattern: string): (message: string) => boolean {
  const terms: Record<Kind, ((message: string) => boolean)[]> = { include: [], exclude: [], optional: [] };
  const scanner = new Scanner(pattern);
  while (!scanner.done) {
    const kind: Kind = scanner.take('-') ? 'exclude' : scanner.take('?') ? 'optional' : 'include';
    terms[kind].push(term(scanner));
  }
  const { include, exclude, optional } = terms;
  if (include.length + exclude.length === 0) {
    return optional.length === 0 ? () => true : (message) => optional.some((each) => each(message));
  }
  return (message) => include.every((each) => each(message)) && !exclude.some((each) => each(message));
}

function term(scanner: Scanner): (message: string) => boolean {
  const phrase = scanner.quoted();
  // `" "` matches everything.
  if (phrase !== undefined) return phrase.trim() === '' ? () => true : (message) => message.includes(phrase);
  if (scanner.rest.startsWith('%')) {
    scanner.expect('%');
    const expression = scanner.regexBody();
    return (message) => expression.test(message);
  }
  const word = scanner.match(/\S+/y) ?? '';
  if (!/^\w+$/.test(word)) throw new FilterPatternError(`Invalid character(s) in term '${word}'`);
  return (message) => message.includes(word);
}
