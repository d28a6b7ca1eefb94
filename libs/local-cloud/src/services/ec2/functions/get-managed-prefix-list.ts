import { object, string, type FunctionModel } from '@palisade/local-engine';
import { formatArn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import { cidrTexts } from '../aws/prefix-lists.ts';
import { filters } from './filter.ts';
import { findPrefixList } from './find-prefix-list.ts';

export const getManagedPrefixList: FunctionModel = {
  token: 'aws:ec2/getManagedPrefixList:getManagedPrefixList',
  inputs: object({ id: string, name: string, filters, region: string }),
  invoke: (args, context) => {
    const region = text(args, 'region') ?? context.region;
    const list = findPrefixList(args, text(args, 'id'), region);
    const entries = cidrTexts(list);
    return {
      ...args,
      id: list.id,
      name: list.name,
      region,
      // AWS's own lists belong to the account "aws".
      arn: formatArn({
        partition: context.partition,
        service: 'ec2',
        region,
        account: 'aws',
        resource: `prefix-list/${list.id}`,
      }),
      ownerId: 'AWS',
      addressFamily: 'IPv4',
      entries: entries.map((cidr) => ({ cidr, description: '' })),
      maxEntries: entries.length,
      version: 0,
      tags: {},
    };
  },
};
