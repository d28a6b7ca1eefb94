import { operation } from '../../../kernel/operation.ts';
import { xml } from '../../../kernel/wire.ts';
import type { Route53State } from '../state.ts';
import { shownZone } from '../zones/shown-zone.ts';
import { onZone, zoneId } from './input.ts';

/** Source: Amazon Route 53 API Reference, GetHostedZone. */
export const getHostedZone = operation<Route53State, string>({
  name: 'GetHostedZone',
  route: { method: 'GET', path: '/2013-04-01/hostedzone/{Id}' },
  parse: (request) => zoneId(request, 'Id'),
  permissions: (id, state) => [onZone('GetHostedZone', id, state)],
  run(id, _call, state) {
    const zone = state.zone(id);
    return xml('GetHostedZoneResponse', {
      HostedZone: shownZone(zone),
      DelegationSet: { NameServers: { NameServer: zone.nameServers } },
    });
  },
});
