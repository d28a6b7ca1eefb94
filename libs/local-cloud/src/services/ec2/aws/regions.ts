/** An availability zone. Which zone id a letter stands for differs from account to account; this is this account's mapping. */
export interface Zone {
  /** `us-east-1a` */
  readonly name: string;
  /** `use1-az6`: the same data centres in every account. */
  readonly id: string;
  readonly region: string;
}

interface Region {
  readonly description: string;
  /** Zone ids in the order of the letters a, b, c, … */
  readonly zones: readonly string[];
}

const zones = (code: string, ...numbers: readonly number[]): readonly string[] => numbers.map((n) => `${code}-az${n}`);

/** The regions every account has without opting in. Source: EC2 User Guide, "Regions and Zones". */
const regions: Readonly<Record<string, Region>> = {
  'us-east-1': { description: 'US East (N. Virginia)', zones: zones('use1', 6, 1, 2, 4, 3, 5) },
  'us-east-2': { description: 'US East (Ohio)', zones: zones('use2', 1, 2, 3) },
  'us-west-1': { description: 'US West (N. California)', zones: zones('usw1', 1, 3) },
  'us-west-2': { description: 'US West (Oregon)', zones: zones('usw2', 2, 1, 3, 4) },
  'ca-central-1': { description: 'Canada (Central)', zones: zones('cac1', 1, 2, 4) },
  'eu-west-1': { description: 'Europe (Ireland)', zones: zones('euw1', 1, 2, 3) },
  'eu-west-2': { description: 'Europe (London)', zones: zones('euw2', 2, 3, 1) },
  'eu-west-3': { description: 'Europe (Paris)', zones: zones('euw3', 1, 2, 3) },
  'eu-central-1': { description: 'Europe (Frankfurt)', zones: zones('euc1', 2, 3, 1) },
  'eu-north-1': { description: 'Europe (Stockholm)', zones: zones('eun1', 1, 2, 3) },
  'ap-northeast-1': { description: 'Asia Pacific (Tokyo)', zones: zones('apne1', 4, 1, 2) },
  'ap-northeast-2': { description: 'Asia Pacific (Seoul)', zones: zones('apne2', 1, 2, 3, 4) },
  'ap-northeast-3': { description: 'Asia Pacific (Osaka)', zones: zones('apne3', 3, 1, 2) },
  'ap-south-1': { description: 'Asia Pacific (Mumbai)', zones: zones('aps1', 1, 3, 2) },
  'ap-southeast-1': { description: 'Asia Pacific (Singapore)', zones: zones('apse1', 1, 2, 3) },
  'ap-southeast-2': { description: 'Asia Pacific (Sydney)', zones: zones('apse2', 1, 3, 2) },
  'sa-east-1': { description: 'South America (Sao Paulo)', zones: zones('sae1', 1, 2, 3) },
};

export const regionNames: readonly string[] = Object.keys(regions);

/** `US East (N. Virginia)`; undefined for a region this cloud does not know. */
export function regionDescription(region: string): string | undefined {
  return regions[region]?.description;
}

/** The zones of a region, by letter; none for a region this cloud does not know. */
export function zonesOf(region: string): readonly Zone[] {
  const ids = regions[region]?.zones ?? [];
  return ids.map((id, index) => ({ id, name: region + String.fromCharCode(97 + index), region }));
}

/** The zone group: the region's zones belong to `<region>-zg-1`. */
export const zoneGroup = (region: string): string => `${region}-zg-1`;
