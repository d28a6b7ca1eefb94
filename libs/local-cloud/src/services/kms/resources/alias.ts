import { object, refused, required, string, type ResourceModel } from '@palisade/local-engine';
import { kmsAliasArn, kmsKeyArn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import { ALIAS } from './names.ts';

/** Another name of a key. Source: AWS KMS API Reference, CreateAlias. */
export const alias: ResourceModel = {
  token: ALIAS,
  inputs: object({
    name: string,
    namePrefix: refused('Give the alias a name, or leave both out.'),
    targetKeyId: required(string),
  }),
  replaceOn: ['name'],
  defaults: (_inputs, { id, name }) => ({ name: id(`alias/${name}-`, 7) }),
  check(inputs) {
    const name = text(inputs, 'name') ?? '';
    if (name.startsWith('alias/aws/'))
      return [`NotAuthorizedException: The alias prefix alias/aws/ is reserved for AWS.`];
    if (/^alias\/[a-zA-Z0-9/_-]+$/.test(name) && name.length <= 256) return [];
    return [
      `invalid value for name (must begin with 'alias/' and be comprised of only [a-zA-Z0-9/_-], at most 256 characters): ${name}`,
    ];
  },
  outputs(inputs, { accountId: account, partition, region }) {
    const name = text(inputs, 'name') ?? '';
    const target = text(inputs, 'targetKeyId') ?? '';
    const targetKeyArn = target.startsWith('arn:') ? target : kmsKeyArn({ partition, region, account, id: target });
    const arn = kmsAliasArn({ partition, region, account, name: name.slice('alias/'.length) });
    return { id: name, outputs: { arn, targetKeyArn, namePrefix: '' } };
  },
};
