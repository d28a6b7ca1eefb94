import { boolean, map, object, oneOf, string, type ResourceModel } from '@palisade/local-engine';
import { groupArn } from '../arn.ts';

export const LOG_GROUP = 'aws:cloudwatch/logGroup:LogGroup';

const RETENTION = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Source: CloudWatch Logs API Reference, CreateLogGroup and PutRetentionPolicy. */
export const logGroup: ResourceModel = {
  token: LOG_GROUP,
  inputs: object({
    name: string,
    retentionInDays: oneOf(...RETENTION),
    logGroupClass: oneOf('STANDARD'),
    skipDestroy: oneOf(false),
    deletionProtectionEnabled: boolean,
    tags: map(string),
  }),
  name: { property: 'name', maxLength: 512, pattern: /^[.\-_/#A-Za-z0-9]+$/, automatic: true },
  replaceOn: ['name', 'logGroupClass'],
  defaults: () => ({
    retentionInDays: 0,
    logGroupClass: 'STANDARD',
    skipDestroy: false,
    deletionProtectionEnabled: false,
  }),
  check: ({ name }) =>
    typeof name === 'string' && name.toLowerCase().startsWith('aws/')
      ? [`InvalidParameterException: Log groups starting with AWS/ are reserved for AWS.`]
      : [],
  outputs(inputs, { partition, region, accountId }) {
    const name = String(inputs['name']);
    return { id: name, outputs: { arn: groupArn({ partition, region, accountId }, name) } };
  },
};
