import type { Address } from '../addresses/address.ts';
import type { Locations } from '../addresses/country-database.ts';
import { forwardedAddresses } from '../addresses/forwarded.ts';
import type { RangeSet } from '../addresses/range-set.ts';
import type { GeoMatchStatement, IPSetReferenceStatement } from '../statements/statement.ts';
import type { Test } from './evaluation.ts';

/**
 * Labels the request with where it comes from, match or not.
 * Source: AWS WAF Developer Guide, "Geographic match rule statement".
 */
export function geoMatch(
  { CountryCodes, ForwardedIPConfig: forwarded }: GeoMatchStatement,
  locations: Locations,
): Test {
  const wanted = new Set(CountryCodes);
  const prefix = forwarded === undefined ? 'awswaf:clientip:geo' : 'awswaf:forwardedip:geo';
  const matches = (address: Address | undefined, labels: Set<string>): boolean => {
    const { country, region = 'XX' } = (address && locations.locationOf(address.text)) ?? { country: 'XX' };
    labels.add(`${prefix}:country:${country}`).add(`${prefix}:region:${country}-${region}`);
    return wanted.has(country);
  };
  return ({ contents: { parts }, labels }) => {
    if (forwarded === undefined) return matches(parts.source, labels);
    const addresses = forwardedAddresses(parts, forwarded.HeaderName, 'FIRST');
    if (addresses === undefined) return false;
    const [first] = addresses;
    return first === undefined ? forwarded.FallbackBehavior === 'MATCH' : matches(first, labels);
  };
}

/** Source: AWS WAF Developer Guide, "IP set match rule statement". */
export function ipSetMatch(
  set: RangeSet | undefined,
  forwarded: IPSetReferenceStatement['IPSetForwardedIPConfig'],
): Test {
  const has = (address: Address): boolean => set?.has(address) === true;
  return ({ contents: { parts } }) => {
    if (forwarded === undefined) return parts.source !== undefined && has(parts.source);
    const addresses = forwardedAddresses(parts, forwarded.HeaderName, forwarded.Position);
    if (addresses === undefined) return false;
    if (addresses.length === 0) return forwarded.FallbackBehavior === 'MATCH';
    return addresses.some(has);
  };
}
