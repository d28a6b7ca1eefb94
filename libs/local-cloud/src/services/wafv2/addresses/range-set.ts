import { parseAddress, type Address } from './address.ts';

/** A set of ranges: as many look-ups as there are different lengths among them. */
export class RangeSet {
  /** Networks by version and how many bits they leave to the host. */
  readonly #networks = new Map<4 | 6, Map<bigint, Set<bigint>>>();

  /** `ranges` in CIDR notation, checked. */
  constructor(ranges: readonly string[]) {
    for (const range of ranges) {
      const [text = '', length] = range.split('/');
      const address = parseAddress(text);
      if (address === undefined) continue;
      const all = address.version === 4 ? 32 : 128;
      const host = BigInt(all - (length === undefined ? all : Number(length)));
      const lengths = this.#networks.get(address.version) ?? new Map<bigint, Set<bigint>>();
      this.#networks.set(address.version, lengths);
      const networks = lengths.get(host) ?? new Set<bigint>();
      lengths.set(host, networks);
      networks.add(address.bits >> host);
    }
  }

  has({ bits, version }: Address): boolean {
    for (const [host, networks] of this.#networks.get(version) ?? []) if (networks.has(bits >> host)) return true;
    return false;
  }
}
