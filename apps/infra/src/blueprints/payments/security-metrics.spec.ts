import { beforeAll, expect, jest, test } from '@jest/globals';
import { compileFilterPattern } from '@palisade/local-cloud';
import { GraphView, text } from '../../../testing/graph-view.ts';
import { runPayments } from '../../../testing/run-payments.ts';

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let stack: GraphView;

beforeAll(async () => {
  stack = new GraphView(await runPayments());
});

type Event = Readonly<Record<string, unknown>>;
const of = (service: string, eventName: string, more: Event = {}): Event => ({
  eventSource: `${service}.amazonaws.com`,
  eventName,
  userIdentity: { type: 'AssumedRole' },
  eventType: 'AwsApiCall',
  ...more,
});
const signIn = (change: Event): Event =>
  of('signin', 'ConsoleLogin', {
    userIdentity: { type: 'IAMUser' },
    additionalEventData: { MFAUsed: 'Yes' },
    responseElements: { ConsoleLogin: 'Success' },
    ...change,
  });

/** Of each filter events it counts, and the nearest that it does not. */
const examples: Readonly<Record<string, readonly [counted: readonly Event[], not: readonly Event[]]>> = {
  'root-use': [
    [of('iam', 'CreateUser', { userIdentity: { type: 'Root' } })],
    [
      of('iam', 'CreateUser'),
      of('kms', 'Decrypt', { userIdentity: { type: 'Root', invokedBy: 's3.amazonaws.com' } }),
      of('kms', 'RotateKey', { userIdentity: { type: 'Root' }, eventType: 'AwsServiceEvent' }),
    ],
  ],
  'denied-aws-calls': [
    [
      of('s3', 'GetObject', { errorCode: 'AccessDenied' }),
      of('ec2', 'RunInstances', { errorCode: 'Client.UnauthorizedOperation' }),
    ],
    [of('s3', 'GetObject'), of('s3', 'GetObject', { errorCode: 'NoSuchKey' })],
  ],
  'sign-ins-without-mfa': [
    [signIn({ additionalEventData: { MFAUsed: 'No' } })],
    [
      signIn({}),
      signIn({ additionalEventData: { MFAUsed: 'No' }, responseElements: { ConsoleLogin: 'Failure' } }),
      signIn({ additionalEventData: { MFAUsed: 'No' }, userIdentity: { type: 'AssumedRole' } }),
    ],
  ],
  'failed-sign-ins': [[signIn({ errorMessage: 'Failed authentication' })], [signIn({})]],
  'iam-changes': [[of('iam', 'AttachRolePolicy'), of('iam', 'PutUserPolicy')], [of('iam', 'GetRolePolicy')]],
  'trail-changes': [[of('cloudtrail', 'StopLogging')], [of('cloudtrail', 'LookupEvents')]],
  'key-changes': [[of('kms', 'ScheduleKeyDeletion'), of('kms', 'PutKeyPolicy')], [of('kms', 'Decrypt')]],
  'bucket-policy-changes': [[of('s3', 'DeleteBucketPolicy')], [of('s3', 'GetBucketPolicy')]],
  'config-changes': [[of('config', 'StopConfigurationRecorder')], [of('config', 'DescribeConfigurationRecorders')]],
  'security-group-changes': [[of('ec2', 'AuthorizeSecurityGroupEgress')], [of('ec2', 'DescribeSecurityGroups')]],
  'network-acl-changes': [[of('ec2', 'ReplaceNetworkAclEntry')], [of('ec2', 'DescribeNetworkAcls')]],
  'gateway-changes': [[of('ec2', 'AttachInternetGateway')], [of('ec2', 'DescribeInternetGateways')]],
  'route-changes': [[of('ec2', 'CreateRoute')], [of('appmesh', 'CreateRoute')]],
  'vpc-changes': [[of('ec2', 'ModifyVpcAttribute')], [of('ec2', 'ModifyVpcEndpoint')]],
  'truststore-changes': [
    [
      of('apigateway', 'UpdateDomainName', { errorCode: 'BadRequestException' }),
      of('s3', 'PutObject', {
        requestParameters: { bucketName: 'payment-truststore-local-111122223333-us-east-1-an' },
      }),
    ],
    [
      of('apigateway', 'UpdateStage'),
      of('s3', 'GetObject', {
        requestParameters: { bucketName: 'payment-truststore-local-111122223333-us-east-1-an' },
      }),
      of('s3', 'PutObject', { requestParameters: { bucketName: 'payment-docs-local-111122223333' } }),
    ],
  ],
  'bad-certificates': [
    [{ problem: 'certificate-revoked' }, { problem: 'certificate-not-valid' }],
    [{ problem: 'card-number' }],
  ],
  'card-numbers': [[{ problem: 'card-number' }], [{ problem: 'certificate-revoked' }, { status: 201 }]],
  'refused-requests': [
    [{ status: '403' }, { status: '429' }, { status: '401' }],
    [{ status: '400' }, { status: '201' }],
  ],
};

test.each(Object.entries(examples))('%s counts what it is about, and not what is nearest', (name, [counted, not]) => {
  const filter = stack.one('aws:cloudwatch/logMetricFilter:LogMetricFilter', `${name}-metric`);
  const matches = compileFilterPattern(text(filter, 'pattern'));
  expect(counted.filter((event) => !matches(JSON.stringify(event)))).toEqual([]);
  expect(not.filter((event) => matches(JSON.stringify(event)))).toEqual([]);
});

test('every filter is among them', () => {
  const filters = stack.all('aws:cloudwatch/logMetricFilter:LogMetricFilter').map((filter) => text(filter, 'name'));
  expect(Object.keys(examples).sort()).toEqual(filters.sort());
});
