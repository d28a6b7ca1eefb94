import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import { InvalidIdNotFound } from '../errors.ts';
import { cidrTexts, prefixListById } from '../aws/prefix-lists.ts';
import type { Ec2State } from '../state.ts';

export const getManagedPrefixListEntries = operation<Ec2State, string>({
  name: 'GetManagedPrefixListEntries',
  parse: ({ input }) => String(input['PrefixListId'] ?? ''),
  permissions: () => [{ action: 'ec2:GetManagedPrefixListEntries', resource: '*' }],
  run: (id, { region }) => {
    const list = prefixListById(id);
    if (list === undefined || list.region !== region) throw new InvalidIdNotFound('PrefixListID', 'prefix list', [id]);
    return result({ entrySet: { item: cidrTexts(list).map((cidr) => ({ cidr })) } });
  },
});
