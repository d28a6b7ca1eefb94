import {
  boolean,
  integer,
  list,
  object,
  oneOf,
  refused,
  required,
  string,
  type ModelContext,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { blocks, text } from '../../../kernel/properties.ts';
import { domainName, expandName } from '../zones/domain-name.ts';
import { RECORD, ZONE } from '../zones/hosted-zones.ts';
import { readRecordSet, recordSetProblems } from '../zones/record-set.ts';

export { RECORD };

const simple = refused('records of the local cloud have the simple routing policy');

/** Source: Amazon Route 53 API Reference, ChangeResourceRecordSets. */
export const record: ResourceModel = {
  token: RECORD,
  inputs: object({
    aliases: list(
      object({ evaluateTargetHealth: required(boolean), name: required(string), zoneId: required(string) }),
    ),
    allowOverwrite: boolean,
    cidrRoutingPolicy: simple,
    failoverRoutingPolicies: simple,
    geolocationRoutingPolicies: simple,
    geoproximityRoutingPolicy: simple,
    healthCheckId: refused('health checks are not modelled'),
    latencyRoutingPolicies: simple,
    multivalueAnswerRoutingPolicy: simple,
    name: required(string),
    records: list(string),
    setIdentifier: simple,
    ttl: integer,
    type: required(oneOf('A', 'AAAA', 'CNAME', 'TXT')),
    weightedRoutingPolicies: simple,
    zoneId: required(string),
  }),
  replaceOn: ['zoneId', 'name', 'type'],
  global: true,
  check(inputs, context) {
    const zone = zoneName(inputs, context);
    if (zone === undefined) return [`NoSuchHostedZone: No hosted zone found with ID: ${text(inputs, 'zoneId') ?? ''}`];
    const name = expandName(text(inputs, 'name') ?? '', zone);
    const several = blocks(inputs, 'aliases').length > 1 ? ['Too many list items: "aliases" takes one'] : [];
    return [...several, ...recordSetProblems(readRecordSet(inputs, name))];
  },
  outputs(inputs, context) {
    const name = text(inputs, 'name') ?? '';
    const fqdn = expandName(name, zoneName(inputs, context) ?? '');
    const id = [text(inputs, 'zoneId'), domainName(name), text(inputs, 'type')].join('_');
    return { id, outputs: { fqdn, name: domainName(name) } };
  },
};

function zoneName(inputs: Properties, { elsewhere, resources }: ModelContext): string | undefined {
  const id = text(inputs, 'zoneId') ?? '';
  const zone = resources.byId(ZONE, id) ?? elsewhere.byId(ZONE, id);
  return zone === undefined ? undefined : text(zone.outputs, 'name');
}
