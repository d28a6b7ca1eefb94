import { regionNames } from '../aws/regions.ts';
import { describe } from './describe.ts';

const endpointOf = (region: string): string => `ec2.${region}.amazonaws.com`;

export const describeRegions = describe<string>({
  name: 'DescribeRegions',
  set: 'regionInfo',
  ids: { parameter: 'RegionName', of: (region) => region, kind: 'ParameterValue', noun: 'region' },
  list: () => regionNames,
  filters: (region) => ({
    'region-name': region,
    endpoint: endpointOf(region),
    'opt-in-status': 'opt-in-not-required',
  }),
  item: (region) => ({
    regionName: region,
    regionEndpoint: endpointOf(region),
    optInStatus: 'opt-in-not-required',
  }),
});
