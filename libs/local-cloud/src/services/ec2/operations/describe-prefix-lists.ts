import { cidrTexts, prefixListsIn, type PrefixList } from '../aws/prefix-lists.ts';
import { describe } from './describe.ts';

export const describePrefixLists = describe<PrefixList>({
  name: 'DescribePrefixLists',
  set: 'prefixListSet',
  ids: { parameter: 'PrefixListId', of: (list) => list.id, kind: 'PrefixListId', noun: 'prefix list' },
  list: (_, region) => prefixListsIn(region),
  filters: (list) => ({ 'prefix-list-id': list.id, 'prefix-list-name': list.name }),
  item: (list) => ({
    prefixListId: list.id,
    prefixListName: list.name,
    cidrSet: { item: cidrTexts(list) },
  }),
});
