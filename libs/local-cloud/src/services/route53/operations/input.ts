import type { Permission } from '../../../kernel/operation.ts';
import type { WireRequest } from '../../../kernel/wire.ts';
import { hostedZoneArn } from '@palisade/policies';
import { InvalidInput } from '../errors.ts';
import type { Route53State } from '../state.ts';

/** A zone's id in a path, with or without the prefix that replies give it. */
export function zoneId({ params }: WireRequest, name: string): string {
  return (params[name] ?? '').replace(/^\/?hostedzone\//, '');
}

/** A permission for one zone. */
export function onZone(action: string, id: string, { host }: Route53State): Permission {
  return { action: `route53:${action}`, resource: hostedZoneArn({ partition: host.partition, id }) };
}

/** `maxitems`; Route 53 gives at most a hundred zones and three hundred records. */
export function maxItems({ query }: WireRequest, most: number): number {
  const text = query.get('maxitems');
  if (text === undefined || text === '') return most;
  const items = Number(text);
  if (!Number.isInteger(items) || items < 1) throw new InvalidInput('MaxItems must be a whole number of at least 1.');
  return Math.min(items, most);
}
