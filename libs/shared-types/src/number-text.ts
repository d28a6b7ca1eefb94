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
 * `JSON.parse`, but with every number as a {@link NumberText}. Throws what `JSON.parse` throws, whose message quotes the text.
 * @see https://tc39.es/proposal-json-parse-with-source/
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    if (typeof value !== 'number') return value;
    if (context?.source === undefined) throw new Error('This runtime does not tell how a JSON number was written.');
    return new NumberText(context.source);
  }) as unknown;
}
