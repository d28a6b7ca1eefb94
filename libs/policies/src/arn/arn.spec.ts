import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  alarmArn,
  assumedRoleArn,
  certificateArn,
  configurationRecorderArn,
  cloudTrailArn,
  dynamodbIndexArn,
  dynamodbStreamArn,
  dynamodbTableArn,
  ec2Arn,
  eventRuleArn,
  executeApiArn,
  formatArn,
  hostedZoneArn,
  iamPolicyArn,
  iamRoleArn,
  iamRootArn,
  iamUserArn,
  kmsAliasArn,
  kmsKeyArn,
  lambdaFunctionArn,
  logGroupArn,
  logGroupContentsArn,
  logStreamArn,
  networkInterfaceArn,
  parseArn,
  restApiArn,
  restApiStageArn,
  s3BucketArn,
  s3ObjectArn,
  securityHubArn,
  securityStandardArn,
  serviceLinkedRolesArn,
  snsTopicArn,
  sqsQueueArn,
  standardsSubscriptionArn,
  vpcEndpointArn,
  webAclArn,
} from './index.ts';

const account = '111122223333';
const here = { region: 'us-east-1', account };

const built = [
  [s3BucketArn({ bucket: 'docs' }), 'arn:aws:s3:::docs'],
  [s3BucketArn({ bucket: 'docs', partition: 'aws-cn' }), 'arn:aws-cn:s3:::docs'],
  [s3ObjectArn({ bucket: 'docs', key: 'a:b/c*' }), 'arn:aws:s3:::docs/a:b/c*'],
  [iamRootArn({ account }), 'arn:aws:iam::111122223333:root'],
  [iamRoleArn({ account, name: 'r' }), 'arn:aws:iam::111122223333:role/r'],
  [iamRoleArn({ account, name: 'r', path: '/service/' }), 'arn:aws:iam::111122223333:role/service/r'],
  [iamUserArn({ account, name: 'ana' }), 'arn:aws:iam::111122223333:user/ana'],
  [iamPolicyArn({ account, name: 'p' }), 'arn:aws:iam::111122223333:policy/p'],
  [serviceLinkedRolesArn({ account }), 'arn:aws:iam::111122223333:role/aws-service-role/*'],
  [assumedRoleArn({ account, role: 'r', session: 'fn' }), 'arn:aws:sts::111122223333:assumed-role/r/fn'],
  [lambdaFunctionArn({ ...here, name: 'f' }), 'arn:aws:lambda:us-east-1:111122223333:function:f'],
  [
    lambdaFunctionArn({ ...here, name: 'f', qualifier: 'live' }),
    'arn:aws:lambda:us-east-1:111122223333:function:f:live',
  ],
  [logGroupArn({ ...here, group: '/aws/lambda/f' }), 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/f'],
  [logGroupContentsArn({ ...here, group: 'g' }), 'arn:aws:logs:us-east-1:111122223333:log-group:g:*'],
  [logStreamArn({ ...here, group: 'g', stream: 's' }), 'arn:aws:logs:us-east-1:111122223333:log-group:g:log-stream:s'],
  [ec2Arn({ ...here, type: 'subnet', id: 'subnet-1' }), 'arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1'],
  [vpcEndpointArn({ ...here, id: 'vpce-1' }), 'arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-1'],
  [networkInterfaceArn({ ...here, id: 'eni-1' }), 'arn:aws:ec2:us-east-1:111122223333:network-interface/eni-1'],
  [
    executeApiArn({ ...here, api: 'a1', stage: 'v1', method: 'POST', path: '/documents' }),
    'arn:aws:execute-api:us-east-1:111122223333:a1/v1/POST/documents',
  ],
  [restApiArn({ region: 'us-east-1', api: 'a1' }), 'arn:aws:apigateway:us-east-1::/restapis/a1'],
  [
    restApiStageArn({ region: 'us-east-1', api: 'a1', stage: 'v1' }),
    'arn:aws:apigateway:us-east-1::/restapis/a1/stages/v1',
  ],
  [kmsKeyArn({ ...here, id: 'k' }), 'arn:aws:kms:us-east-1:111122223333:key/k'],
  [kmsAliasArn({ ...here, name: 'logs' }), 'arn:aws:kms:us-east-1:111122223333:alias/logs'],
  [dynamodbTableArn({ ...here, table: 't' }), 'arn:aws:dynamodb:us-east-1:111122223333:table/t'],
  [dynamodbIndexArn({ ...here, table: 't', index: 'i' }), 'arn:aws:dynamodb:us-east-1:111122223333:table/t/index/i'],
  [
    dynamodbStreamArn({ ...here, table: 't', label: '2026-01-01T00:00:00.000' }),
    'arn:aws:dynamodb:us-east-1:111122223333:table/t/stream/2026-01-01T00:00:00.000',
  ],
  [sqsQueueArn({ ...here, name: 'q' }), 'arn:aws:sqs:us-east-1:111122223333:q'],
  [snsTopicArn({ ...here, name: 't' }), 'arn:aws:sns:us-east-1:111122223333:t'],
  [eventRuleArn({ ...here, name: 'r' }), 'arn:aws:events:us-east-1:111122223333:rule/r'],
  [cloudTrailArn({ ...here, name: 't' }), 'arn:aws:cloudtrail:us-east-1:111122223333:trail/t'],
  [alarmArn({ ...here, name: 'errors' }), 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:errors'],
  [webAclArn({ ...here, name: 'w', id: 'i' }), 'arn:aws:wafv2:us-east-1:111122223333:regional/webacl/w/i'],
  [certificateArn({ ...here, id: 'c' }), 'arn:aws:acm:us-east-1:111122223333:certificate/c'],
  [hostedZoneArn({ id: 'Z1' }), 'arn:aws:route53:::hostedzone/Z1'],
  [securityHubArn(here), 'arn:aws:securityhub:us-east-1:111122223333:hub/default'],
  [
    securityStandardArn({ region: 'us-east-1', name: 'pci-dss', version: '4.0.1' }),
    'arn:aws:securityhub:us-east-1::standards/pci-dss/v/4.0.1',
  ],
  [
    standardsSubscriptionArn({ ...here, name: 'pci-dss', version: '4.0.1' }),
    'arn:aws:securityhub:us-east-1:111122223333:subscription/pci-dss/v/4.0.1',
  ],
  [
    configurationRecorderArn({ ...here, name: 'default', id: 'i' }),
    'arn:aws:config:us-east-1:111122223333:configuration-recorder/default/i',
  ],
] as const;

describe('ARNs', () => {
  test.each(built)('%s', (arn, expected) => {
    expect(arn).toBe(expected);
    const parts = parseArn(arn);
    expect(parts && formatArn(parts)).toBe(arn);
  });

  test('parsing is the inverse of formatting', () => {
    const field = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
    const parts = fc.record({
      partition: field,
      service: field,
      region: field,
      account: field,
      resource: fc.string({ minLength: 1 }),
    });
    fc.assert(fc.property(parts, (one) => expect(parseArn(formatArn(one))).toEqual(one)));
  });

  test.each(['', 'docs', 'arn:aws:s3', 'arn:aws:s3:::', 'urn:aws:s3:::docs'])('%j is no ARN', (text) => {
    expect(parseArn(text)).toBeUndefined();
  });

  test.each([
    ['an empty bucket name', () => s3BucketArn({ bucket: '' }), 'The bucket name is empty'],
    ['an object as a bucket', () => s3BucketArn({ bucket: 'docs/a' }), 'The bucket name "docs/a" holds "/"'],
    ['a name that opens a new field', () => sqsQueueArn({ ...here, name: 'a:b' }), 'The queue name "a:b" holds ":"'],
    ['a short account id', () => iamRootArn({ account: '123' }), 'Account ids have 12 digits.'],
    ['a region in words', () => sqsQueueArn({ ...here, region: 'Virginia', name: 'q' }), 'Write it like "us-east-1".'],
    ['an unknown partition', () => s3BucketArn({ bucket: 'docs', partition: 'azure' }), '"azure" is no AWS partition.'],
  ])('%s is refused', (_, build, message) => {
    expect(build).toThrow(message);
  });
});
