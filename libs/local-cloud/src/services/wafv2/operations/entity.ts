import type { Permission } from '../../../kernel/operation.ts';
import type { JsonObject, JsonValue } from '../../../kernel/wire.ts';
import { entityArn, entityOf, type EntityKind } from '../arn.ts';
import type { Entity } from '../declared/declared.ts';
import { ValidationException, WAFNonexistentItem } from '../errors.ts';
import type { Wafv2State } from '../state.ts';
import { checkScope, requiredText, text } from './input.ts';

/** What a request names: by its ARN, or by name and id. */
export type Named = { readonly arn: string } | { readonly name: string; readonly id: string };

export function named(input: JsonObject, kind: EntityKind): Named {
  const arn = text(input, 'ARN');
  if (arn !== undefined && (kind === 'webacl' || kind === 'rulegroup')) return { arn: checkArn(arn, 'ARN', kind) };
  checkScope(input);
  return { name: requiredText(input, 'Name'), id: requiredText(input, 'Id') };
}

/** Throws ValidationException for what is no ARN of that kind. */
export function checkArn(arn: string, member: string, kind: EntityKind): string {
  if (entityOf(arn, kind) === undefined) throw new ValidationException(member, `Member must be the ARN of a ${kind}`);
  return arn;
}

export function arnOf(what: Named, kind: EntityKind, region: string, { host }: Wafv2State): string {
  if ('arn' in what) return what.arn;
  const { accountId, partition } = host;
  return entityArn({ accountId, partition, region }, kind, what.name, what.id);
}

/** An action on an entity, with its tags as condition keys. */
export function onEntity(action: string, arn: string, entities: ReadonlyMap<string, Entity>): readonly Permission[] {
  const tags = Object.entries(entities.get(arn)?.tags ?? {});
  const context = Object.fromEntries(tags.map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
  return [{ action: `wafv2:${action}`, resource: arn, context }];
}

/** Throws WAFNonexistentItemException. */
export function find<Found extends Entity>(entities: ReadonlyMap<string, Found>, arn: string, region: string): Found {
  const found = entities.get(arn);
  if (found?.region !== region) throw new WAFNonexistentItem();
  return found;
}

export function identityOf({ arn, description, id, name }: Entity): Readonly<Record<string, JsonValue>> {
  return { Name: name, Id: id, ARN: arn, ...(description !== undefined && { Description: description }) };
}

export function summaryOf(entity: Entity): JsonObject {
  return { ...identityOf(entity), LockToken: entity.lockToken };
}
