/**
 * A JSON number as it was written. An amount of money must not pass through a binary float, where 0.1 is not 0.1; so where it
 * matters numbers stay text until they are read as decimals.
 */
export class NumberText {
  /** As RFC 8259 writes numbers: `99.99`, `-0`, `1E+2`. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * `JSON.parse`, but with every number as a {@link NumberText}, and no object may name a member twice: which of two amounts counts
 * is left open by RFC 8259, and readers differ. Throws what `JSON.parse` throws, whose message quotes the text.
 * @see https://tc39.es/proposal-json-parse-with-source/
 */
export function parseExactJson(text: string): unknown {
  let members = 0;
  const value = JSON.parse(text, function (this: unknown, _key, member: unknown, context?: { source?: string }) {
    if (!Array.isArray(this)) members++;
    if (typeof member !== 'number') return member;
    if (context?.source === undefined) throw new Error('This runtime does not tell how a JSON number was written.');
    return new NumberText(context.source);
  }) as unknown;
  // The whole value is a member too, of an object that JSON.parse puts around it.
  if (members - 1 !== namesIn(text)) throw new SyntaxError('An object names a member twice.');
  return value;
}

/** How many members the objects in a JSON text have: of its strings, those before a colon. */
function namesIn(text: string): number {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
}
