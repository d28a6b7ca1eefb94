/** Address ranges of a network's subnets, one of each kind per Availability Zone. */
export interface SubnetCidrs {
  readonly public: readonly string[];
  readonly private: readonly string[];
}

/**
 * Cuts a /16 into sixteen /20 subnets of 4,091 usable addresses: the lower half public, the upper half private, so that one
 * rule can name each half and zones can be added without moving anything.
 */
export function subnetCidrs(vpcCidr: string, zones: number): SubnetCidrs {
  const network = /^(\d+)\.(\d+)\.0\.0\/16$/.exec(vpcCidr);
  if (network === null) throw new Error(`"${vpcCidr}" is no /16 network such as 10.20.0.0/16.`);
  if (zones < 1 || zones > 8) throw new Error(`A /16 has room for 1 to 8 zones of /20 subnets, not ${zones}.`);
  const half = (first: number): readonly string[] =>
    Array.from({ length: zones }, (_, zone) => `${network[1]}.${network[2]}.${first + 16 * zone}.0/20`);
  return { public: half(0), private: half(128) };
}
