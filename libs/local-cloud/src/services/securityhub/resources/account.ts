import { boolean, object, oneOf, type ResourceModel } from '@palisade/local-engine';
import { securityHubArn } from '@palisade/policies';
import { HUB } from '../hubs/hubs.ts';

/** Security Hub switched on for the account, in one region. Source: AWS Security Hub API Reference, EnableSecurityHub. */
export const account: ResourceModel = {
  token: HUB,
  inputs: object({
    autoEnableControls: boolean,
    controlFindingGenerator: oneOf('SECURITY_CONTROL', 'STANDARD_CONTROL'),
    enableDefaultStandards: boolean,
  }),
  retainable: true,
  replaceOn: ['enableDefaultStandards'],
  defaults: () => ({
    autoEnableControls: true,
    controlFindingGenerator: 'SECURITY_CONTROL',
    enableDefaultStandards: true,
  }),
  outputs: (_inputs, { accountId, partition, region }) => ({
    id: accountId,
    outputs: { arn: securityHubArn({ partition, region, account: accountId }) },
  }),
};
