import {
  boolean,
  list,
  map,
  object,
  oneOf,
  refused,
  required,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { cloudTrailArn, parseArn } from '@palisade/policies';
import { text } from '../../../kernel/properties.ts';
import { orderProblems } from './order-check.ts';
import { selectorProblems } from './selector-check.ts';

export const TRAIL = 'aws:cloudtrail/trail:Trail';

const values = list(string);

/** Source: AWS CloudTrail API Reference, CreateTrail, UpdateTrail, PutEventSelectors. */
export const trail: ResourceModel = {
  token: TRAIL,
  inputs: object({
    advancedEventSelectors: list(
      object({
        name: string,
        fieldSelectors: required(
          list(
            object({
              field: required(string),
              equals: values,
              startsWiths: values,
              endsWiths: values,
              notEquals: values,
              notStartsWiths: values,
              notEndsWiths: values,
            }),
          ),
        ),
      }),
    ),
    cloudWatchLogsGroupArn: string,
    cloudWatchLogsRoleArn: string,
    enableLogFileValidation: boolean,
    enableLogging: boolean,
    eventSelectors: list(
      object({
        readWriteType: oneOf('All', 'ReadOnly', 'WriteOnly'),
        includeManagementEvents: boolean,
        excludeManagementEventSources: list(oneOf('kms.amazonaws.com', 'rdsdata.amazonaws.com')),
        dataResources: list(
          object({
            type: required(oneOf('AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table')),
            values: required(values),
          }),
        ),
      }),
    ),
    includeGlobalServiceEvents: boolean,
    insightSelectors: refused('CloudTrail Insights is not in the local cloud'),
    isMultiRegionTrail: boolean,
    isOrganizationTrail: oneOf(false),
    kmsKeyId: string,
    name: string,
    s3BucketName: required(string),
    s3KeyPrefix: string,
    snsTopicName: refused(
      'the local cloud publishes no notification of delivered files; use event notifications of the bucket',
    ),
    tags: map(string),
  }),
  name: { property: 'name', maxLength: 128, pattern: /^[A-Za-z0-9](?:[._-]?[A-Za-z0-9])*[._-]?$/, automatic: true },
  replaceOn: ['name'],
  defaults: () => ({
    enableLogFileValidation: false,
    enableLogging: true,
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: false,
    isOrganizationTrail: false,
  }),
  check: (inputs) => [
    ...nameProblems(inputs),
    ...logsProblems(inputs),
    ...prefixProblems(inputs),
    ...keyProblems(inputs),
    ...selectorProblems(inputs),
  ],
  checkInGraph: (resource, graph) => orderProblems(resource, graph),
  outputs(inputs, { accountId, partition, region }) {
    const arn = cloudTrailArn({ partition, region, account: accountId, name: text(inputs, 'name') ?? '' });
    return { id: arn, outputs: { arn, homeRegion: region, snsTopicArn: '' } };
  },
};

/** Source: AWS CloudTrail API Reference, CreateTrail, Name. */
function nameProblems(inputs: Properties): string[] {
  const name = text(inputs, 'name') ?? '';
  if (name.length < 3) return [`InvalidTrailNameException: Trail name ${name} has fewer than 3 characters.`];
  return /^\d+\.\d+\.\d+\.\d+$/.test(name)
    ? [`InvalidTrailNameException: Trail name ${name} must not be formatted as an IP address.`]
    : [];
}

function logsProblems(inputs: Properties): string[] {
  const group = text(inputs, 'cloudWatchLogsGroupArn') ?? '';
  const role = text(inputs, 'cloudWatchLogsRoleArn') ?? '';
  if ((group === '') !== (role === '')) {
    return [
      'InvalidParameterCombinationException: A trail takes cloudWatchLogsGroupArn and cloudWatchLogsRoleArn together, or neither.',
    ];
  }
  if (group !== '' && !/^log-group:[^:]+:\*$/.test(parseArn(group)?.resource ?? '')) {
    return [
      `InvalidCloudWatchLogsLogGroupArnException: CloudTrail cannot validate the specified log group ARN: ${group}. It ends in ':*'.`,
    ];
  }
  return role !== '' && parseArn(role)?.service !== 'iam'
    ? [`InvalidCloudWatchLogsRoleArnException: CloudTrail cannot validate the specified role ARN: ${role}.`]
    : [];
}

function prefixProblems(inputs: Properties): string[] {
  const prefix = text(inputs, 's3KeyPrefix') ?? '';
  return prefix.length > 200 || prefix.startsWith('/') || prefix.endsWith('/')
    ? [
        `InvalidS3PrefixException: S3 prefix '${prefix}' has at most 200 characters and neither begins nor ends with a slash.`,
      ]
    : [];
}

function keyProblems(inputs: Properties): string[] {
  const key = text(inputs, 'kmsKeyId');
  return key !== undefined && key !== '' && parseArn(key)?.service !== 'kms'
    ? [`InvalidKmsKeyIdException: kmsKeyId ${key} is the ARN of a key or of an alias.`]
    : [];
}
