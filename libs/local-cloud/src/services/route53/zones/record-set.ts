import { isIPv4, isIPv6 } from 'node:net';
import type { Properties } from '@palisade/local-engine';
import { blocks, number, text, texts } from '../../../kernel/properties.ts';
import { domainName, nameProblem } from './domain-name.ts';

/** What is asked for: an alias stands for what its target has. */
export interface AliasTarget {
  readonly zoneId: string;
  readonly name: string;
  readonly evaluateTargetHealth: boolean;
}

export interface RecordSet {
  /** Without the last dot, lower case. */
  readonly name: string;
  readonly type: string;
  /** Seconds; absent on aliases. */
  readonly ttl?: number;
  /** As Route 53 shows them: texts in quotes. */
  readonly values: readonly string[];
  readonly alias?: AliasTarget;
}

/** What the inputs of a record say, under its full name. */
export function readRecordSet(inputs: Properties, name: string): RecordSet {
  const type = text(inputs, 'type') ?? '';
  const ttl = number(inputs, 'ttl');
  const [target] = blocks(inputs, 'aliases');
  return {
    name,
    type,
    ...(ttl !== undefined && { ttl }),
    values: texts(inputs, 'records').map((value) => (type === 'TXT' ? quoted(value) : value)),
    ...(target !== undefined && {
      alias: {
        zoneId: text(target, 'zoneId') ?? '',
        name: domainName(text(target, 'name') ?? ''),
        evaluateTargetHealth: target['evaluateTargetHealth'] === true,
      },
    }),
  };
}

/** The provider puts a text in quotes where the program has not. */
function quoted(value: string): string {
  return value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value : `"${value}"`;
}

const LONGEST_TTL = 2_147_483_647;

/** What Route 53 refuses about one record set, apart from its zone. Source: Route 53 Developer Guide, "Supported DNS record types". */
export function recordSetProblems({ alias, name, ttl, type, values }: RecordSet): string[] {
  const invalid = (what: string, value: string): string =>
    `InvalidChangeBatch: [Invalid Resource Record: 'FATAL problem: ${what} encountered with '${value}'']`;
  const problems: string[] = [];
  const wrongName = nameProblem(name, { wildcard: true });
  if (wrongName !== undefined) problems.push(invalid(wrongName, name));
  if (alias === undefined && values.length === 0)
    problems.push('"records": one of `aliases,records` must be specified');
  if (alias !== undefined && values.length > 0)
    problems.push('"aliases": only one of `aliases,records` can be specified, but both were specified.');
  if (alias !== undefined && ttl !== undefined) problems.push('"aliases": conflicts with ttl');
  if (alias === undefined && ttl === undefined) problems.push('"records": all of `records,ttl` must be specified');
  if (ttl !== undefined && (ttl < 0 || ttl > LONGEST_TTL))
    problems.push(`InvalidInput: ttl must be between 0 and ${LONGEST_TTL}, got ${ttl}`);
  if (type === 'CNAME' && values.length > 1)
    problems.push(
      `InvalidChangeBatch: [RRSet with DNS name ${name}., type CNAME contains ${values.length} resource records; it may have one]`,
    );
  if (new Set(values).size < values.length) problems.push('InvalidChangeBatch: [Duplicate Resource Record]');
  for (const value of values) {
    const wrong = valueProblem(type, value);
    if (wrong !== undefined) problems.push(invalid(wrong, value));
  }
  return problems;
}

function valueProblem(type: string, value: string): string | undefined {
  switch (type) {
    case 'A':
      return isIPv4(value) ? undefined : 'ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)';
    case 'AAAA':
      return isIPv6(value) ? undefined : 'AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)';
    case 'CNAME':
      return nameProblem(domainName(value), { wildcard: false });
    default:
      return (value.match(/"(?:[^"\\]|\\.)*"/g) ?? []).some((string) => string.length > 257)
        ? 'CharacterStringTooLong (Value is too long)'
        : undefined;
  }
}
