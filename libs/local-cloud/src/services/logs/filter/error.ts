/** A filter pattern CloudWatch Logs refuses; the message says what is wrong with it. */
export class FilterPatternError extends Error {
  override readonly name = 'FilterPatternError';
}
