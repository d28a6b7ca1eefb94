/** A part of a text, in UTF-16 units: `end` is behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds one kind of sensitive data. */
export interface Detector {
  /** Of the data identifier: `CreditCardNumber`, or a custom name. */
  readonly name: string;
  /** Where the text has such data, from left to right, none overlapping another. Takes time in proportion to the text. */
  find(text: string): readonly Span[];
}
