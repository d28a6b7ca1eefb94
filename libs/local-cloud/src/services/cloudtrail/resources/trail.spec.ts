import { expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { trail } from './trail.ts';

const context = {} as Parameters<NonNullable<typeof trail.check>>[1];
const problems = (inputs: Properties): readonly string[] =>
  trail.check?.({ name: 'audit', s3BucketName: 'b', ...inputs }, context) ?? [];

const fields = (...fieldSelectors: Properties[]): Properties => ({ advancedEventSelectors: [{ fieldSelectors }] });
const management = { field: 'eventCategory', equals: ['Management'] };
const data = { field: 'eventCategory', equals: ['Data'] };
const objects = { field: 'resources.type', equals: ['AWS::S3::Object'] };
const group = 'arn:aws:logs:us-east-1:123456789012:log-group:/t:*';
const role = 'arn:aws:iam::123456789012:role/r';

test.each<Properties>([
  {},
  { cloudWatchLogsGroupArn: group, cloudWatchLogsRoleArn: role },
  { s3KeyPrefix: 'a/b' },
  fields(management),
  fields(management, { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }),
  fields(
    data,
    objects,
    { field: 'resources.ARN', startsWiths: ['arn:aws:s3:::b/'] },
    { field: 'readOnly', equals: ['false'] },
  ),
  { eventSelectors: [{ dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3:::'] }] }] },
])('is taken: %j', (inputs) => {
  expect(problems(inputs)).toEqual([]);
});

test.each<[string, Properties]>([
  ['fewer than 3', { name: 'ab' }],
  ['IP address', { name: '10.0.0.1' }],
  ['together', { cloudWatchLogsGroupArn: group }],
  ['together', { cloudWatchLogsRoleArn: role }],
  ["ends in ':*'", { cloudWatchLogsGroupArn: group.slice(0, -2), cloudWatchLogsRoleArn: role }],
  ['role ARN', { cloudWatchLogsGroupArn: group, cloudWatchLogsRoleArn: group }],
  ['InvalidS3PrefixException', { s3KeyPrefix: '/a' }],
  ['InvalidKmsKeyIdException', { kmsKeyId: '1234' }],
  ['not both', { ...fields(management), eventSelectors: [{}] }],
  ['one eventCategory', fields(objects)],
  ['NetworkActivity', fields({ field: 'eventCategory', equals: ['NetworkActivity'] })],
  ['one resources.type', fields(data)],
  ['no data events of the type AWS::RDS::DBCluster', fields(data, { ...objects, equals: ['AWS::RDS::DBCluster'] })],
  ['sessionCredentialFromConsole', fields(management, { field: 'sessionCredentialFromConsole', equals: ['true'] })],
  ['has no operator', fields(management, { field: 'eventName' })],
  ['takes equals only', fields(data, { field: 'resources.type', startsWiths: ['AWS::S3'] })],
  ['a field twice', fields(management, management)],
  ['are ARNs', { eventSelectors: [{ dataResources: [{ type: 'AWS::S3::Object', values: ['docs'] }] }] }],
  ['needs dataResources', { eventSelectors: [{ includeManagementEvents: false }] }],
])('is refused: %s', (words, inputs) => {
  expect(problems(inputs).join('\n')).toContain(words);
});
