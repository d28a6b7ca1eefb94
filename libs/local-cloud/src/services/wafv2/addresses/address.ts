import { isIP } from 'node:net';

/** An IP address as a number. */
export interface Address {
  readonly version: 4 | 6;
  readonly bits: bigint;
  /** As it is written; an IPv4 address mapped into IPv6 is one of IPv4. */
  readonly text: string;
}

/** The address that `text` is, without port, brackets or zone; undefined if it is none. */
export function parseAddress(text: string): Address | undefined {
  const plain = text.trim().replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(plain);
  if (version === 4) return { version, bits: BigInt(ipv4(plain)), text: plain };
  if (version !== 6 || plain.includes('%')) return undefined;
  return { version, bits: ipv6(plain), text: plain };
}

function ipv4(text: string): number {
  return text.split('.').reduce((bits, part) => bits * 256 + Number(part), 0);
}

function ipv6(text: string): bigint {
  const groups = (part: string): string[] =>
    part === ''
      ? []
      : part.split(':').flatMap((group) => {
          if (!group.includes('.')) return [group];
          const bits = ipv4(group);
          return [(bits >>> 16).toString(16), (bits & 0xffff).toString(16)];
        });
  const [head = '', tail] = text.split('::');
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return BigInt(`0x${all.map((group) => group.padStart(4, '0')).join('')}`);
}
