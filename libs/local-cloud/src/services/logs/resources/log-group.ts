import { boolean, map, object, oneOf, string, type ResourceModel } from '@palisade/local-engine';
import { parseArn } from '@palisade/policies';
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
    kmsKeyId: string,
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
  check: ({ name, kmsKeyId }) => [
    ...(typeof name === 'string' && name.toLowerCase().startsWith('aws/')
      ? ['InvalidParameterException: Log groups starting with AWS/ are reserved for AWS.']
      : []),
    ...(typeof kmsKeyId === 'string' && !isKeyArn(kmsKeyId)
      ? [
          `InvalidParameterException: The specified KMS Key Id could not be found. kmsKeyId takes the ARN of a key (its output 'arn'), ` +
            `no id and no alias: '${kmsKeyId}'.`,
        ]
      : []),
  ],
  outputs(inputs, { partition, region, accountId }) {
    const name = String(inputs['name']);
    return { id: name, outputs: { arn: groupArn({ partition, region, accountId }, name) } };
  },
};

function isKeyArn(text: string): boolean {
  const arn = parseArn(text);
  return arn?.service === 'kms' && arn.region !== '' && /^key\/[A-Za-z0-9-]+$/.test(arn.resource);
}
