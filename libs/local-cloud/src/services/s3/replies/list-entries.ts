import type { XmlObject } from '../../../kernel/wire.ts';
import type { StoredObject } from '../storage/object-version.ts';
import type { ListInput } from '../requests/list-input.ts';
import type { Listing } from './listing.ts';
import { isoDate, quoted } from './object-headers.ts';
import { owner } from './owner.ts';

/** `Contents` and `CommonPrefixes` of the listings of objects. */
export function objectEntries(
  listing: Listing<StoredObject>,
  { encode }: ListInput,
  ownerOf: string | undefined,
): XmlObject {
  const contents: XmlObject[] = [];
  for (const entry of listing.entries)
    if (entry.kind === 'item') contents.push(objectEntry(entry.item, encode, ownerOf));
  return { Contents: contents, CommonPrefixes: commonPrefixes(listing, encode) };
}

export function commonPrefixes(listing: Listing<unknown>, encode: (text: string) => string): XmlObject[] {
  return listing.entries.flatMap((entry) => (entry.kind === 'prefix' ? [{ Prefix: encode(entry.prefix) }] : []));
}

export function objectEntry(
  object: StoredObject,
  encode: (text: string) => string,
  ownerOf: string | undefined,
): XmlObject {
  const { checksum } = object;
  return {
    Key: encode(object.key),
    LastModified: isoDate(object.lastModified),
    ETag: quoted(object.etag),
    ...(checksum && { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type }),
    Size: object.size,
    ...(ownerOf !== undefined && { Owner: owner(ownerOf) }),
    StorageClass: object.storageClass,
  };
}

/** The key or common prefix a page ends with: where the next one goes on. */
export function lastName(listing: Listing<unknown>): string {
  const last = listing.entries.at(-1);
  return last === undefined ? '' : last.kind === 'item' ? last.key : last.prefix;
}
