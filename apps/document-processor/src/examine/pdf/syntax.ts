/** A PDF object as far as the structure of a document needs it; what a string says is not kept. */
export type Value = number | boolean | null | Name | Reference | Text | readonly Value[] | Dictionary;

export class Name {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An indirect reference: `12 0 R`. Generations matter to editors only. */
export class Reference {
  readonly object: number;
  constructor(object: number) {
    this.object = object;
  }
}

/** Stands for any string. */
export class Text {}

export type Dictionary = ReadonlyMap<string, Value>;

export function isDictionary(value: Value | undefined): value is Dictionary {
  return value instanceof Map;
}

export function isArray(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** The name's text, undefined of anything else. */
export function nameOf(value: Value | undefined): string | undefined {
  return value instanceof Name ? value.text : undefined;
}

/** Bytes that are not what PDF's syntax has there. Whoever reads a document may still find another way into it. */
export class SyntaxFault extends Error {
  override readonly name = 'SyntaxFault';
}
