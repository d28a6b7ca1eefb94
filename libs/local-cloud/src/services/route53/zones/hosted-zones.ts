import { text, textMap, texts } from '../../../kernel/properties.ts';
import type { CloudView, StackResource } from '../../../kernel/service.ts';
import { domainName, expandName, liesIn, nameProblem } from './domain-name.ts';
import { readRecordSet, type RecordSet } from './record-set.ts';

/** Of resource types, so that the models may use this module. */
export const ZONE = 'aws:route53/zone:Zone';
export const RECORD = 'aws:route53/record:Record';

/** A public hosted zone of some stack with all its records. */
export interface HostedZone {
  readonly id: string;
  /** Without the last dot. */
  readonly name: string;
  readonly comment: string;
  readonly nameServers: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** By `recordKey`; the zone's own NS and SOA records are among them. */
  readonly records: ReadonlyMap<string, RecordSet>;
}

export type HostedZones = ReadonlyMap<string, HostedZone>;

interface Problem {
  readonly urn: string;
  readonly message: string;
}

export const recordKey = (name: string, type: string): string => `${name} ${type}`;

/** Every hosted zone of all stacks, by id, and what Route 53 would refuse about their records. Pure. */
export function readHostedZones(view: CloudView): {
  readonly zones: HostedZones;
  readonly problems: readonly Problem[];
} {
  const zones = new Map<string, HostedZone & { readonly records: Map<string, RecordSet> }>();
  for (const { resource } of view.ofType(ZONE)) {
    const { outputs } = resource;
    const name = domainName(text(outputs, 'name') ?? '');
    const nameServers = texts(outputs, 'nameServers');
    zones.set(resource.id, {
      id: resource.id,
      name,
      comment: text(outputs, 'comment') ?? '',
      nameServers,
      tags: textMap(resource.inputs, 'tagsAll'),
      records: ownRecords(name, nameServers),
    });
  }
  const problems: Problem[] = [];
  const declared = view.ofType(RECORD);
  for (const record of declared) {
    const message = addRecord(record, zones);
    if (message !== undefined) problems.push({ urn: record.resource.urn, message });
  }
  for (const record of declared) {
    const message = aliasProblem(record, zones);
    if (message !== undefined) problems.push({ urn: record.resource.urn, message });
  }
  return { zones, problems };
}

/** Source: Route 53 Developer Guide, "NS and SOA records that Amazon Route 53 creates for a public hosted zone". */
function ownRecords(name: string, nameServers: readonly string[]): Map<string, RecordSet> {
  const soa = `${nameServers[0] ?? ''}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400`;
  const own: readonly RecordSet[] = [
    { name, type: 'NS', ttl: 172_800, values: nameServers.map((server) => `${server}.`) },
    { name, type: 'SOA', ttl: 900, values: [soa] },
  ];
  return new Map(own.map((record) => [recordKey(name, record.type), record]));
}

type Filling = ReadonlyMap<string, HostedZone & { readonly records: Map<string, RecordSet> }>;

/** Source: Route 53 API Reference, ChangeResourceRecordSets. */
function addRecord({ resource: { inputs } }: StackResource, zones: Filling): string | undefined {
  const zoneId = text(inputs, 'zoneId') ?? '';
  const zone = zones.get(zoneId);
  if (zone === undefined) return `NoSuchHostedZone: No hosted zone found with ID: ${zoneId}`;
  const record = readRecordSet(inputs, expandName(text(inputs, 'name') ?? '', zone.name));
  const { name, type } = record;
  const key = recordKey(name, type);
  const refused = (why: string): string => `InvalidChangeBatch: [${why}]`;
  if (zone.records.has(key) && inputs['allowOverwrite'] !== true)
    return refused(`Tried to create resource record set [name='${name}.', type='${type}'] but it already exists`);
  const others = [...zone.records.values()].filter((each) => each.name === name && each.type !== type);
  if (type === 'CNAME' && name === zone.name)
    return refused(`RRSet of type CNAME with DNS name ${name}. is not permitted at apex in zone ${zone.name}.`);
  if (others.some((each) => type === 'CNAME' || each.type === 'CNAME'))
    return refused(
      `RRSet of type ${type} with DNS name ${name}. is not permitted because a conflicting RRSet of type CNAME with the ` +
        `same DNS name already exists in zone ${zone.name}.`,
    );
  zone.records.set(key, record);
  return undefined;
}

/** The target of an alias in a zone of this cloud must be there; those of AWS's own zones are taken as they are. */
function aliasProblem({ resource: { inputs } }: StackResource, zones: HostedZones): string | undefined {
  const type = text(inputs, 'type') ?? '';
  const { alias } = readRecordSet(inputs, '');
  if (alias === undefined) return undefined;
  const tried = `InvalidChangeBatch: [Tried to create an alias that targets ${alias.name}., type ${type} in zone ${alias.zoneId}, but`;
  const zone = zones.get(alias.zoneId);
  if (zone === undefined) {
    if (!isOfAws(alias.name)) return `${tried} the alias target name does not lie within the target zone]`;
    return nameProblem(alias.name, { wildcard: false }) === undefined
      ? undefined
      : `${tried} that target was not found]`;
  }
  if (!liesIn(alias.name, zone.name)) return `${tried} the alias target name does not lie within the target zone]`;
  return zone.records.has(recordKey(alias.name, type)) ? undefined : `${tried} that target was not found]`;
}

/** Names that AWS answers for: endpoints of API Gateway, load balancers, distributions. */
export function isOfAws(name: string): boolean {
  return /\.(?:amazonaws\.com|cloudfront\.net)$/.test(name);
}

/**
 * What the name system answers for a name: looked up in the public zone with the longest name that covers it, as delegation would
 * have it. Undefined if no zone covers it or the zone has no such record; `*` records answer for names that have none of their own.
 */
export function answerOf(zones: HostedZones, name: string, type: string): RecordSet | undefined {
  const asked = domainName(name);
  const covering = [...zones.values()].filter((zone) => liesIn(asked, zone.name));
  const longest = Math.max(...covering.map((zone) => zone.name.length));
  return covering
    .filter((zone) => zone.name.length === longest)
    .map((zone) => recordIn(zone, asked, type))
    .find((record) => record !== undefined);
}

/** The record of a zone that answers for a name. Source: RFC 4592. */
export function recordIn(zone: HostedZone, name: string, type: string): RecordSet | undefined {
  const exact = zone.records.get(recordKey(name, type)) ?? zone.records.get(recordKey(name, 'CNAME'));
  if (exact !== undefined || hasName(zone, name)) return exact;
  for (let rest = parentOf(name); rest.length >= zone.name.length; rest = parentOf(rest)) {
    const wildcard = `*.${rest}`;
    const found = zone.records.get(recordKey(wildcard, type)) ?? zone.records.get(recordKey(wildcard, 'CNAME'));
    if (found !== undefined) return found;
    // The closest name that exists decides: a wildcard above it does not reach below it.
    if (hasName(zone, rest)) return undefined;
  }
  return undefined;
}

function hasName(zone: HostedZone, name: string): boolean {
  return [...zone.records.values()].some((record) => liesIn(record.name, name));
}

const parentOf = (name: string): string => (name.includes('.') ? name.slice(name.indexOf('.') + 1) : '');
