import { securityHubArn } from '@palisade/policies';
import type { EventTable } from '../event-table.ts';
import { pick } from '../pick.ts';

/** Source: AWS Config Developer Guide, "Logging AWS Config API calls with AWS CloudTrail". */
export const config: EventTable = {
  source: 'config.amazonaws.com',
  management: {
    read: [
      'DescribeConfigurationRecorders',
      'DescribeConfigurationRecorderStatus',
      'DescribeDeliveryChannels',
      'DescribeDeliveryChannelStatus',
      'ListTagsForResource',
    ],
    write: ['StartConfigurationRecorder', 'StopConfigurationRecorder'],
  },
  parameters: ({ exchange: { wire } }) =>
    pick(wire.input, [
      'ConfigurationRecorderName',
      'ConfigurationRecorderNames',
      'DeliveryChannelNames',
      'ResourceArn',
    ]),
};

/** Source: AWS Security Hub User Guide, "Logging Security Hub API calls with CloudTrail". */
export const securityhub: EventTable = {
  source: 'securityhub.amazonaws.com',
  management: {
    read: ['DescribeHub', 'DescribeStandards', 'GetEnabledStandards', 'GetFindings', 'ListTagsForResource'],
    write: [],
  },
  parameters: ({ exchange: { wire } }) => ({
    ...pick(wire.input, ['StandardsSubscriptionArns', 'MaxResults']),
    ...(wire.params['ResourceArn'] !== undefined && { resourceArn: wire.params['ResourceArn'] }),
  }),
  resources: (_call, place) => [
    { type: 'AWS::SecurityHub::Hub', arn: securityHubArn(place), accountId: place.account },
  ],
};
