import { xml } from '../../../kernel/wire.ts';
import { ownersAcl } from '../replies/owner.ts';
import { readConfiguration } from './read-configuration.ts';

export const getBucketAcl = readConfiguration('GetBucketAcl', 'acl', 's3:GetBucketAcl', ({ state }) =>
  xml('AccessControlPolicy', ownersAcl(state.host.accountId)),
);
