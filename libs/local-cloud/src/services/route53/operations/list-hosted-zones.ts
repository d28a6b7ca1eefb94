import { operation } from '../../../kernel/operation.ts';
import { xml } from '../../../kernel/wire.ts';
import { InvalidInput } from '../errors.ts';
import type { Route53State } from '../state.ts';
import { domainName, reversed, shownName } from '../zones/domain-name.ts';
import type { HostedZone } from '../zones/hosted-zones.ts';
import { shownZone } from '../zones/shown-zone.ts';
import { maxItems } from './input.ts';

const PAGE = 100;

interface Page {
  readonly items: number;
  readonly marker: string;
}

/** Source: Amazon Route 53 API Reference, ListHostedZones. */
export const listHostedZones = operation<Route53State, Page>({
  name: 'ListHostedZones',
  route: { method: 'GET', path: '/2013-04-01/hostedzone' },
  parse: (request) => ({ items: maxItems(request, PAGE), marker: request.query.get('marker') ?? '' }),
  permissions: () => [{ action: 'route53:ListHostedZones', resource: '*' }],
  run({ items, marker }, _call, { zones }) {
    const from = [...zones.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).filter(({ id }) => id >= marker);
    const next = from[items];
    return xml('ListHostedZonesResponse', {
      HostedZones: { HostedZone: from.slice(0, items).map(shownZone) },
      Marker: marker,
      IsTruncated: next !== undefined,
      NextMarker: next?.id,
      MaxItems: items,
    });
  },
});

interface NamedPage {
  readonly items: number;
  /** Undefined where the request names none. */
  readonly name: string | undefined;
  readonly id: string | undefined;
}

/** From that name on, in the order of the labels from the right. Source: Amazon Route 53 API Reference, ListHostedZonesByName. */
export const listHostedZonesByName = operation<Route53State, NamedPage>({
  name: 'ListHostedZonesByName',
  route: { method: 'GET', path: '/2013-04-01/hostedzonesbyname' },
  parse(request) {
    const [name, id] = [request.query.get('dnsname'), request.query.get('hostedzoneid')];
    if (id !== undefined && name === undefined)
      throw new InvalidInput('HostedZoneId can be specified only together with DNSName.');
    return { items: maxItems(request, PAGE), name: name === undefined ? undefined : domainName(name), id };
  },
  permissions: () => [{ action: 'route53:ListHostedZonesByName', resource: '*' }],
  run({ id, items, name }, _call, { zones }) {
    const place = (zone: Pick<HostedZone, 'id' | 'name'>): string => `${reversed(zone.name)} ${zone.id}`;
    const start = name === undefined ? '' : place({ name, id: id ?? '' });
    const from = [...zones.values()]
      .sort((a, b) => (place(a) < place(b) ? -1 : 1))
      .filter((zone) => place(zone) >= start);
    const next = from[items];
    return xml('ListHostedZonesByNameResponse', {
      HostedZones: { HostedZone: from.slice(0, items).map(shownZone) },
      ...(name !== undefined && { DNSName: shownName(name) }),
      HostedZoneId: id,
      IsTruncated: next !== undefined,
      ...(next !== undefined && { NextDNSName: shownName(next.name), NextHostedZoneId: next.id }),
      MaxItems: items,
    });
  },
});
