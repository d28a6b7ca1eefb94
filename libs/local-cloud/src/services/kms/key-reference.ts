import { kmsAliasArn, kmsKeyArn, parseArn } from '@palisade/policies';
import { InvalidArn, NotFound, constraintViolated } from './errors.ts';

/** What a `KeyId` of a request names: a key by its id, or an alias by its name (`alias/…`). */
export type KeyReference =
  { readonly kind: 'key'; readonly id: string } | { readonly kind: 'alias'; readonly name: string };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Reads a key id, key ARN, alias name or alias ARN. Throws NotFoundException, as AWS does, for an ARN of another region or
 * account and for what no key can be called.
 */
export function readKeyReference(text: string, place: { region: string; accountId: string }): KeyReference {
  if (text.length < 1 || text.length > 2048) {
    throw constraintViolated('keyId', 'Member must have length between 1 and 2048');
  }
  if (!text.startsWith('arn:')) return referenceOf(text, text);
  const arn = parseArn(text);
  if (arn === undefined || arn.service !== 'kms') throw new InvalidArn(`Invalid arn ${text}`);
  if (arn.region !== place.region) throw new NotFound(`Invalid arn ${arn.region}`);
  if (arn.account !== place.accountId) throw new NotFound(`Key '${text}' does not exist`);
  return referenceOf(arn.resource.replace(/^key\//, ''), text);
}

function referenceOf(name: string, given: string): KeyReference {
  if (name.startsWith('alias/')) return { kind: 'alias', name };
  if (UUID.test(name)) return { kind: 'key', id: name };
  throw new NotFound(`Invalid keyId '${given}'`);
}

/** The AWS sentence for a key or alias that is not there. */
export function notFound(
  reference: KeyReference,
  place: { partition: string; region: string; account: string },
): NotFound {
  return reference.kind === 'key'
    ? new NotFound(`Key '${kmsKeyArn({ ...place, id: reference.id })}' does not exist`)
    : new NotFound(`Alias ${kmsAliasArn({ ...place, name: reference.name.slice('alias/'.length) })} is not found.`);
}

/** The id in a key id or key ARN. */
export function keyIdOf(idOrArn: string): string {
  return idOrArn.slice(idOrArn.lastIndexOf('/') + 1);
}
