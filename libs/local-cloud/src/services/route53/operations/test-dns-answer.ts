import { operation } from '../../../kernel/operation.ts';
import { xml } from '../../../kernel/wire.ts';
import { InvalidInput } from '../errors.ts';
import type { Route53State } from '../state.ts';
import { domainName, liesIn } from '../zones/domain-name.ts';
import { isOfAws, recordIn, type HostedZone, type HostedZones } from '../zones/hosted-zones.ts';

interface Question {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

/** Names of AWS are those of the local cloud, which listens here. */
const DOOR = '127.0.0.1';

/** Source: Amazon Route 53 API Reference, TestDNSAnswer. */
export const testDnsAnswer = operation<Route53State, Question>({
  name: 'TestDNSAnswer',
  route: { method: 'GET', path: '/2013-04-01/testdnsanswer' },
  parse({ query }) {
    const [id, name, type] = ['hostedzoneid', 'recordname', 'recordtype'].map((each) => query.get(each) ?? '');
    if (!id || !name || !type) throw new InvalidInput('hostedzoneid, recordname and recordtype are required.');
    return { id: id.replace(/^\/?hostedzone\//, ''), name: domainName(name), type };
  },
  permissions: () => [{ action: 'route53:TestDNSAnswer', resource: '*' }],
  run({ id, name, type }, _call, state) {
    const zone = state.zone(id);
    const values = liesIn(name, zone.name) ? resolve(state.zones, zone, name, type) : undefined;
    return xml('TestDNSAnswerResponse', {
      Nameserver: zone.nameServers[0],
      RecordName: name,
      RecordType: type,
      RecordData: { RecordDataEntry: values ?? [] },
      ResponseCode: values === undefined ? 'NXDOMAIN' : 'NOERROR',
      Protocol: 'UDP',
    });
  },
});

/** Follows aliases, not CNAMEs, as an authoritative server does. Undefined: there is no such name. */
function resolve(
  zones: HostedZones,
  zone: HostedZone,
  name: string,
  type: string,
  depth = 0,
): readonly string[] | undefined {
  const record = recordIn(zone, name, type);
  if (record === undefined) {
    const exists = [...zone.records.values()].some((each) => liesIn(each.name, name));
    return exists ? [] : undefined;
  }
  if (record.alias === undefined) return record.values;
  if (isOfAws(record.alias.name)) return type === 'A' ? [DOOR] : [];
  const target = zones.get(record.alias.zoneId);
  return target === undefined || depth > 8 ? [] : resolve(zones, target, record.alias.name, type, depth + 1);
}
