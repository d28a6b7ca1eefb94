import type { PositionalConstraint } from '../statements/statement.ts';

/** Tests byte strings. Source: AWS WAF Developer Guide, "String match rule statement". */
export function byteMatch(search: string, constraint: PositionalConstraint): (text: string) => boolean {
  const wanted = Buffer.from(search, 'utf8').toString('latin1');
  switch (constraint) {
    case 'EXACTLY':
      return (text) => text === wanted;
    case 'STARTS_WITH':
      return (text) => text.startsWith(wanted);
    case 'ENDS_WITH':
      return (text) => text.endsWith(wanted);
    case 'CONTAINS':
      return (text) => text.includes(wanted);
    case 'CONTAINS_WORD':
      return (text) => containsWord(text, wanted);
  }
}

const WORD = /^\w$/;

/** With no letter, digit or underscore next to it. */
function containsWord(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (!WORD.test(text[at - 1] ?? '') && !WORD.test(text[at + wanted.length] ?? '')) return true;
  }
  return false;
}
