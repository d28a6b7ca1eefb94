import { boolean, object, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';

export const ACCOUNT_PUBLIC_ACCESS_BLOCK = 'aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock';

/** What no bucket of the account can undo. Source: Amazon S3 Control API Reference, PutPublicAccessBlock. */
export const accountPublicAccessBlock: ResourceModel = {
  token: ACCOUNT_PUBLIC_ACCESS_BLOCK,
  inputs: object({
    accountId: string,
    blockPublicAcls: boolean,
    blockPublicPolicy: boolean,
    ignorePublicAcls: boolean,
    restrictPublicBuckets: boolean,
  }),
  retainable: true,
  replaceOn: ['accountId'],
  global: true,
  defaults: (_inputs, { accountId }) => ({
    accountId,
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  }),
  check: (inputs, { accountId }) =>
    text(inputs, 'accountId') === accountId
      ? []
      : [`AccessDenied: the account ${text(inputs, 'accountId')} is not that of the local cloud, ${accountId}.`],
  outputs: (inputs) => ({ id: text(inputs, 'accountId') ?? '', outputs: {} }),
};
