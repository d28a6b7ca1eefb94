import { object, string, type FunctionModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { cidrTexts } from '../aws/prefix-lists.ts';
import { filters } from './filter.ts';
import { findPrefixList } from './find-prefix-list.ts';

export const getPrefixList: FunctionModel = {
  token: 'aws:ec2/getPrefixList:getPrefixList',
  inputs: object({ name: string, prefixListId: string, filters, region: string }),
  invoke: (args, context) => {
    const region = text(args, 'region') ?? context.region;
    const list = findPrefixList(args, text(args, 'prefixListId'), region);
    return { ...args, id: list.id, name: list.name, region, cidrBlocks: cidrTexts(list) };
  },
};
