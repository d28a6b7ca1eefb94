import { object, type FunctionModel } from '@palisade/local-engine';
import { iamUserArn } from '@palisade/policies';
import { uniqueId } from '../../../kernel/unique-id.ts';

/** Programs run as the deployer. */
export const getCallerIdentity: FunctionModel = {
  token: 'aws:index/getCallerIdentity:getCallerIdentity',
  inputs: object({}),
  invoke(_args, { accountId, partition }) {
    const arn = iamUserArn({ partition, account: accountId, name: 'deployer' });
    return { id: accountId, accountId, arn, userId: uniqueId('AIDA', arn) };
  },
};
