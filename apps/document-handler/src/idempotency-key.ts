import { HttpProblem } from '@palisade/lambda-kit';

export const IDEMPOTENCY_KEY = 'Idempotency-Key';

/**
 * The caller's `Idempotency-Key`, or undefined when it sent none: 1 to 128 printable ASCII characters without spaces,
 * compared as they are (quotes, as in the IETF draft's structured header, are part of the key).
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export function readIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined || /^[!-~]{1,128}$/.test(header)) return header;
  throw HttpProblem.field(IDEMPOTENCY_KEY, 'must be 1 to 128 printable ASCII characters without spaces');
}
