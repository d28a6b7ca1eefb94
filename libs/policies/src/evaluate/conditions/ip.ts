import type { ConditionValue } from '../../statement.ts';
import { parsedMatcher, type Operator } from './matcher.ts';

/**
 * IP address condition operators: single addresses and CIDR ranges, IPv4 and IPv6 (RFC 4632, RFC 4291).
 * Source: IAM User Guide, "IP address condition operators".
 */
export const ipOperators = {
  IpAddress: { negated: false, compile: inRange },
  NotIpAddress: { negated: true, compile: inRange },
} satisfies Record<string, Operator>;

function inRange(...[values, options]: Parameters<Operator['compile']>) {
  return parsedMatcher(values, options, 'an IP address or CIDR range', parseRange, parseAddress, contains);
}

/** An address as 16-bit words: two for IPv4, eight for IPv6. */
export type Address = readonly number[];

export interface Range {
  readonly network: Address;
  readonly bits: number;
}

/** `10.0.0.0/8`, `2001:db8::/32` or a single address; bits beyond the prefix are ignored. */
export function parseRange(value: ConditionValue): Range | undefined {
  const parts = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(String(value));
  if (parts === null) return undefined;
  const [, text, prefix] = parts;
  const network = parseAddress(text as string);
  if (network === undefined) return undefined;
  const width = network.length * 16;
  const bits = Number(prefix ?? width);
  return bits <= width ? { network, bits } : undefined;
}

export function contains(address: Address, range: Range): boolean {
  if (address.length !== range.network.length) return false;
  return range.network.every((word, index) => {
    const shift = Math.min(16, Math.max(0, 16 * (index + 1) - range.bits));
    return word >>> shift === (address[index] as number) >>> shift;
  });
}

export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

function parseV4(text: string): Address | undefined {
  const octets = text.split('.').map((octet) => (/^(0|[1-9]\d{0,2})$/.test(octet) ? Number(octet) : 256));
  if (octets.length !== 4 || octets.some((octet) => octet > 255)) return undefined;
  const [a, b, c, d] = octets as [number, number, number, number];
  return [a * 256 + b, c * 256 + d];
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(wordsOf) as [Address | undefined, Address | undefined];
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  if (tail === undefined) return head.length === 8 ? head : undefined;
  const zeros = 8 - head.length - tail.length;
  return zeros < 1 ? undefined : [...head, ...new Array<number>(zeros).fill(0), ...tail];
}

/** `db8:1` → words; the last group may be a dotted IPv4 address. */
function wordsOf(text: string): Address | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const words: number[] = [];
  for (const [index, group] of groups.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(group)) words.push(Number.parseInt(group, 16));
    else {
      const v4 = index === groups.length - 1 ? parseV4(group) : undefined;
      if (v4 === undefined) return undefined;
      words.push(...v4);
    }
  }
  return words;
}
