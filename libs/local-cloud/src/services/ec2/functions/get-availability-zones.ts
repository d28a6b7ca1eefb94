import { boolean, list, object, oneOf, string, type FunctionModel } from '@palisade/local-engine';
import { text, texts } from '../../../kernel/properties.ts';
import { zoneGroup, zonesOf } from '../aws/regions.ts';
import { filters, fitsFilters } from './filter.ts';

export const getAvailabilityZones: FunctionModel = {
  token: 'aws:index/getAvailabilityZones:getAvailabilityZones',
  inputs: object({
    state: oneOf('available', 'information', 'impaired', 'unavailable'),
    filters,
    excludeNames: list(string),
    excludeZoneIds: list(string),
    allAvailabilityZones: boolean,
    region: string,
  }),
  invoke: (args, context) => {
    const region = text(args, 'region') ?? context.region;
    const state = text(args, 'state') ?? 'available';
    const zones = zonesOf(region).filter(
      (zone) =>
        state === 'available' &&
        !texts(args, 'excludeNames').includes(zone.name) &&
        !texts(args, 'excludeZoneIds').includes(zone.id) &&
        fitsFilters(args, {
          'opt-in-status': 'opt-in-not-required',
          'group-name': zoneGroup(region),
          'region-name': region,
          'zone-id': zone.id,
          'zone-name': zone.name,
          'zone-type': 'availability-zone',
          state: 'available',
        }),
    );
    if (zones.length === 0 && zonesOf(region).length === 0)
      throw new Error(`the local cloud does not know the region ${region}`);
    return {
      ...args,
      id: region,
      region,
      names: zones.map((zone) => zone.name),
      zoneIds: zones.map((zone) => zone.id),
      groupNames: zones.length === 0 ? [] : [zoneGroup(region)],
    };
  },
};
