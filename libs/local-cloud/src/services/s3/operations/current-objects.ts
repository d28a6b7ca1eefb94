import type { Bucket } from '../bucket.ts';
import { listKeys, type Listing, type ListingQuery } from '../replies/listing.ts';
import type { StoredObject } from '../storage/object-version.ts';

/** One page of the current versions; keys whose current version is a delete marker do not show. */
export function listCurrentObjects({ store }: Bucket, query: ListingQuery): Listing<StoredObject> {
  return listKeys(store.index.keys, query, (key) => {
    const current = store.index.current(key);
    return current === undefined || current.deleteMarker ? [] : [current];
  });
}
