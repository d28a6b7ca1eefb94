import { operation } from '../../../kernel/operation.ts';
import { xml } from '../../../kernel/wire.ts';
import { InvalidInput } from '../errors.ts';
import type { Route53State } from '../state.ts';
import { domainName, reversed, shownName } from '../zones/domain-name.ts';
import type { RecordSet } from '../zones/record-set.ts';
import { shownRecordSet } from '../zones/shown-zone.ts';
import { maxItems, onZone, zoneId } from './input.ts';

interface Asked {
  readonly id: string;
  readonly items: number;
  readonly start: string;
}

const place = ({ name, type }: Pick<RecordSet, 'name' | 'type'>): string => `${reversed(name)} ${type}`;

/** Source: Amazon Route 53 API Reference, ListResourceRecordSets. */
export const listResourceRecordSets = operation<Route53State, Asked>({
  name: 'ListResourceRecordSets',
  route: { method: 'GET', path: '/2013-04-01/hostedzone/{HostedZoneId}/rrset' },
  parse(request) {
    const [name, type] = [request.query.get('name'), request.query.get('type')];
    if (type !== undefined && name === undefined)
      throw new InvalidInput('Type can be specified only together with Name.');
    const plain = domainName((name ?? '').replaceAll('\\052', '*'));
    return {
      id: zoneId(request, 'HostedZoneId'),
      items: maxItems(request, 300),
      start: name === undefined ? '' : place({ name: plain, type: type ?? '' }),
    };
  },
  permissions: ({ id }, state) => [onZone('ListResourceRecordSets', id, state)],
  run({ id, items, start }, _call, state) {
    const from = [...state.zone(id).records.values()]
      .sort((a, b) => (place(a) < place(b) ? -1 : 1))
      .filter((record) => place(record) >= start);
    const next = from[items];
    return xml('ListResourceRecordSetsResponse', {
      ResourceRecordSets: { ResourceRecordSet: from.slice(0, items).map(shownRecordSet) },
      IsTruncated: next !== undefined,
      ...(next !== undefined && { NextRecordName: shownName(next.name), NextRecordType: next.type }),
      MaxItems: items,
    });
  },
});
