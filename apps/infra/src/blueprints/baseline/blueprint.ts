import { securityHubArn } from '@palisade/policies';
import * as aws from '@pulumi/aws';
import type { Blueprint, Stack } from '../blueprint.ts';
import { baselineNames } from './baseline-names.ts';
import { createConfigServiceRole, createConfigurationRecorder } from './configuration-recorder.ts';
import type { BaselineOutputs } from './outputs.ts';
import { createSecurityHub } from './security-hub.ts';
import { readBaselineSettings, type BaselineSettings, type Ownership } from './settings.ts';
import { singleton, type Owned } from './singleton.ts';

/** What an account has once, whatever systems are in it; see README.md beside this file. */
export const baseline: Blueprint = {
  name: 'baseline',
  complianceScope: 'PCI-DSS',
  configure(reader) {
    const settings = readBaselineSettings(reader);
    return (stack) => ({ ...declareBaseline(stack, settings) });
  },
};

function declareBaseline(stack: Stack, settings: BaselineSettings): BaselineOutputs {
  const { place, provider } = stack;
  const names = baselineNames(stack);
  const owned = (ownership: Ownership): Owned => ({ ownership, provider });
  const { accountPublicAccess, configRecorder, configServiceRole, securityHub } = settings;
  if (accountPublicAccess !== 'existing') {
    new aws.s3.AccountPublicAccessBlock(
      'account-public-access',
      { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      singleton(owned(accountPublicAccess), place.account),
    );
  }
  const role = configServiceRole === 'existing' ? [] : [createConfigServiceRole(names, owned(configServiceRole))];
  const recorderArgs = { names, place, historyDays: settings.configHistoryDays, after: role };
  const recorder =
    configRecorder === 'existing' ? [] : [createConfigurationRecorder(recorderArgs, owned(configRecorder))];
  if (securityHub !== 'existing') createSecurityHub(names, place.account, owned(securityHub), recorder);
  return {
    region: place.region,
    accountId: place.account,
    securityHubArn: securityHubArn(place),
    standardsArns: securityHub === 'existing' ? [] : names.standards.map(({ arn }) => arn),
    configServiceRoleArn: names.configRoleArn,
    ...(configRecorder !== 'existing' && {
      configRecorderName: names.recorder,
      configDeliveryChannelName: names.channel,
      configHistoryBucketName: names.historyBucket,
    }),
    ownership: { securityHub, configRecorder, configServiceRole, accountPublicAccess },
  };
}
