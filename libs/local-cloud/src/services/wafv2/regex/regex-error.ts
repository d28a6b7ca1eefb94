/** A pattern that AWS WAF refuses, or that is refused here because no automaton can follow it. */
export class RegexError extends Error {
  override readonly name = 'RegexError';
}
