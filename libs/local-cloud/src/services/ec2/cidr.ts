/** A range of IPv4 addresses. */
export interface Cidr {
  /** First address, as an unsigned 32-bit number. */
  readonly base: number;
  /** Length of the prefix, 0 to 32. */
  readonly bits: number;
}

/** `10.0.1.5` as a number; undefined if the text is no IPv4 address. */
export function parseIp(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (parts === null) return undefined;
  let address = 0;
  for (const part of parts.slice(1)) {
    const octet = Number(part);
    if (octet > 255 || part !== String(octet)) return undefined;
    address = address * 256 + octet;
  }
  return address;
}

export function formatIp(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** `10.0.0.0/16`; undefined if the text is no IPv4 range or has bits set beyond its prefix, which AWS refuses. */
export function parseCidr(text: string): Cidr | undefined {
  const parts = /^([\d.]+)\/(\d{1,2})$/.exec(text);
  if (parts === null) return undefined;
  const base = parseIp(parts[1] ?? '');
  const bits = Number(parts[2]);
  if (base === undefined || bits > 32 || base % size({ base, bits }) !== 0) return undefined;
  return { base, bits };
}

export function formatCidr(cidr: Cidr): string {
  return `${formatIp(cidr.base)}/${cidr.bits}`;
}

/** How many addresses the range holds. */
export function size(cidr: Cidr): number {
  return 2 ** (32 - cidr.bits);
}

export function holdsIp(cidr: Cidr, address: number): boolean {
  return address >= cidr.base && address < cidr.base + size(cidr);
}

export function holdsCidr(outer: Cidr, inner: Cidr): boolean {
  return inner.bits >= outer.bits && holdsIp(outer, inner.base);
}

export function overlaps(left: Cidr, right: Cidr): boolean {
  return holdsCidr(left, right) || holdsCidr(right, left);
}
