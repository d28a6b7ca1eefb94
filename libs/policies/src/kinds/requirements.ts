import { parseArn } from '../arn/arn.ts';
import { listOf } from '../document.ts';
import { operators, parseOperator } from '../evaluate/conditions/operators.ts';
import { parseRange } from '../evaluate/conditions/ip.ts';
import type { ConditionBlock } from '../statement.ts';

/** A condition that a request can meet only by carrying the key with a fitting value. */
export interface Requirement {
  /** In lower case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** What a request must carry: negated operators, `…IfExists`, `ForAllValues` and `Null` are met by an absent key. */
export function requirementsOf(condition: ConditionBlock | undefined): readonly Requirement[] {
  return Object.entries(condition ?? {}).flatMap(([operator, keys]) => {
    const use = parseOperator(operator);
    if (use === undefined || use.name === 'Null' || use.ifExists || use.set === 'ForAllValues') return [];
    if (operators[use.name].negated) return [];
    return Object.entries(keys).map(([key, values]) => ({
      key: key.toLowerCase(),
      values: listOf(values).map(String),
    }));
  });
}

/** Whether a value leaves no choice: no wildcard, no variable but the account of the resource or of the caller. */
export function isFixed(value: string): boolean {
  return !/[*?]|\$\{/.test(value.replace(/^\$\{aws:(Resource|Principal)Account\}$/, ''));
}

/** Whether an ARN pattern names one account: bucket and API ARNs, which have none, do not. */
export function namesAccount(arn: string): boolean {
  return /^\d{12}$/.test(parseArn(arn)?.account ?? '');
}

/** Ranges wider than /8 (IPv4) or /32 (IPv6) count as everybody, as in S3's "The meaning of public". */
export function isNarrowRange(text: string): boolean {
  const range = parseRange(text);
  return range !== undefined && range.bits >= (range.network.length === 2 ? 8 : 32);
}
