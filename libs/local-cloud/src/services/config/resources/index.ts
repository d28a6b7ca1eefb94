import { refusedType, type ResourceModel } from '@palisade/local-engine';
import { deliveryChannel } from './delivery-channel.ts';
import { recorder } from './recorder.ts';
import { recorderStatus } from './recorder-status.ts';

const records = 'Config is a record in the local cloud: nothing is recorded and no rule is evaluated';

export const resources: readonly ResourceModel[] = [
  deliveryChannel,
  recorder,
  recorderStatus,
  refusedType('aws:cfg/configurationAggregator:ConfigurationAggregator', records),
  refusedType('aws:cfg/conformancePack:ConformancePack', records),
  refusedType('aws:cfg/remediationConfiguration:RemediationConfiguration', records),
  refusedType('aws:cfg/retentionConfiguration:RetentionConfiguration', records),
  refusedType('aws:cfg/rule:Rule', records),
];
