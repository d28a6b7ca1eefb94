import type { RequestParts } from '../fields/request-parts.ts';
import { parseAddress, type Address } from './address.ts';

/** Addresses that a statement looks at in a header. Source: AWS WAF Developer Guide, "Using forwarded IP addresses in AWS WAF". */
const MOST = 10;

/**
 * The addresses in a header such as `X-Forwarded-For`, in their order: undefined without the header, when the statement does not hold
 * whatever its fallback says; empty if there is no address in it, when the fallback decides.
 */
export function forwardedAddresses(parts: RequestParts, header: string): readonly Address[] | undefined {
  const values = parts.header(header.toLowerCase());
  if (values.length === 0) return undefined;
  return values
    .flatMap((value) => value.split(','))
    .slice(0, MOST)
    .map(parseAddress)
    .filter((address) => address !== undefined);
}
