import { formatArn } from '@palisade/policies';
import { prefixListsIn, type PrefixList } from '../aws/prefix-lists.ts';
import { describe } from './describe.ts';

export const describeManagedPrefixLists = describe<PrefixList>({
  name: 'DescribeManagedPrefixLists',
  set: 'prefixListSet',
  ids: { parameter: 'PrefixListId', of: (list) => list.id, kind: 'PrefixListID', noun: 'prefix list' },
  list: (_, region) => prefixListsIn(region),
  filters: (list) => ({ 'prefix-list-id': list.id, 'prefix-list-name': list.name, 'owner-id': 'AWS' }),
  item: (list, { host }) => ({
    prefixListId: list.id,
    prefixListName: list.name,
    prefixListArn: formatArn({
      partition: host.partition,
      service: 'ec2',
      region: list.region,
      account: 'aws',
      resource: `prefix-list/${list.id}`,
    }),
    addressFamily: 'IPv4',
    state: 'create-complete',
    version: 0,
    ownerId: 'AWS',
    tagSet: { item: [] },
  }),
});
