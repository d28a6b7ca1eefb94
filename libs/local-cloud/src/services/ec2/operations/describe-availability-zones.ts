import { queryList } from '../../../kernel/query-input.ts';
import { zoneGroup, zonesOf, type Zone } from '../aws/regions.ts';
import { describe } from './describe.ts';

export const describeAvailabilityZones = describe<Zone>({
  name: 'DescribeAvailabilityZones',
  set: 'availabilityZoneInfo',
  ids: { parameter: 'ZoneName', of: (zone) => zone.name, kind: 'ParameterValue', noun: 'availability zone' },
  list: (_, region, input) => {
    const ids = queryList(input, 'ZoneId');
    return zonesOf(region).filter((zone) => ids.length === 0 || ids.includes(zone.id));
  },
  filters: (zone) => ({
    'zone-name': zone.name,
    'zone-id': zone.id,
    'region-name': zone.region,
    'zone-type': 'availability-zone',
    'opt-in-status': 'opt-in-not-required',
    'group-name': zoneGroup(zone.region),
    state: 'available',
  }),
  item: (zone) => ({
    zoneName: zone.name,
    zoneId: zone.id,
    zoneState: 'available',
    regionName: zone.region,
    groupName: zoneGroup(zone.region),
    networkBorderGroup: zone.region,
    optInStatus: 'opt-in-not-required',
    zoneType: 'availability-zone',
    messageSet: { item: [] },
  }),
});
