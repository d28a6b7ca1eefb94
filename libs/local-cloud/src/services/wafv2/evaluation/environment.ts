import type { Locations } from '../addresses/country-database.ts';
import type { RangeSet } from '../addresses/range-set.ts';
import type { Slots } from '../fields/slots.ts';
import type { RateCounter } from '../rates/rate-counter.ts';
import type { Regex } from '../regex/regex.ts';

/** What statements are compiled against. */
export interface Environment {
  readonly slots: Slots;
  readonly locations: Locations;
  /** Before labels that a statement names without their beginning: `awswaf:ACCOUNT:webacl:NAME:`; empty in managed rule groups. */
  readonly labelPrefix: string;
  /** Undefined for a set that does not exist: nothing is in it. */
  ipSet(arn: string): RangeSet | undefined;
  regexPatternSet(arn: string): readonly Regex[] | undefined;
  /** The counter of the rule at hand. */
  rateCounter(limit: number, window: number): RateCounter;
}
