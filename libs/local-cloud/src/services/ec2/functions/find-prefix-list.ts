import type { Properties } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { prefixListsIn, type PrefixList } from '../aws/prefix-lists.ts';
import { fitsFilters } from './filter.ts';

/** The one prefix list that fits a provider function's arguments; throws when none or several do. */
export function findPrefixList(args: Properties, id: string | undefined, region: string): PrefixList {
  const name = text(args, 'name');
  const found = prefixListsIn(region).filter(
    (list) =>
      (id === undefined || list.id === id) &&
      (name === undefined || list.name === name) &&
      fitsFilters(args, { 'prefix-list-id': list.id, 'prefix-list-name': list.name, 'owner-id': 'AWS' }),
  );
  const [only] = found;
  if (only === undefined) throw new Error('no matching EC2 Prefix List found');
  if (found.length > 1)
    throw new Error('multiple EC2 Prefix Lists matched; use additional constraints to reduce matches to a single one');
  return only;
}
