import { refusedType, type ResourceModel } from '@palisade/local-engine';

export const compositeAlarm: ResourceModel = refusedType(
  'aws:cloudwatch/compositeAlarm:CompositeAlarm',
  'the local cloud has metric alarms only: give each aws.cloudwatch.MetricAlarm its actions',
);
