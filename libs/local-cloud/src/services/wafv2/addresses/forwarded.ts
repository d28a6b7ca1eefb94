import type { RequestParts } from '../fields/request-parts.ts';
import { parseAddress, type Address } from './address.ts';

/** Which addresses of a header a statement looks at. */
export type ForwardedPosition = 'FIRST' | 'LAST' | 'ANY';

/** Of longer lists, `ANY` is one of the last: what is before them may be the client's invention. Source: AWS WAFV2 API Reference, IPSetForwardedIPConfig. */
const MOST = 10;

/**
 * The addresses at that place of a header such as `X-Forwarded-For`: undefined without the header, when the statement does not hold
 * whatever its fallback says; empty if there is no address in that place, when the fallback decides.
 */
export function forwardedAddresses(
  parts: RequestParts,
  header: string,
  position: ForwardedPosition,
): readonly Address[] | undefined {
  const values = parts.header(header.toLowerCase());
  if (values.length === 0) return undefined;
  const all = values.flatMap((value) => value.split(','));
  const places = { FIRST: all.slice(0, 1), LAST: all.slice(-1), ANY: all.slice(-MOST) };
  return places[position].map(parseAddress).filter((address) => address !== undefined);
}
