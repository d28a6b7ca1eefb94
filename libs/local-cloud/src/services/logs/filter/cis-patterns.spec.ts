import { describe, expect, test } from '@jest/globals';
import { cisPatterns, eventsOf, type CisControl } from '../testing/cis-patterns.ts';
import { compileFilterPattern } from './filter-pattern.ts';

type Json = Readonly<Record<string, unknown>>;

const matches = (control: CisControl, record: Json): boolean =>
  compileFilterPattern(cisPatterns[control])(JSON.stringify(record));

/** Records in the form CloudTrail writes. Source: AWS CloudTrail User Guide, "CloudTrail record contents", "Console sign-in events". */
const record = (eventSource: string, eventName: string, more: Json = {}): Json => ({
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDACKCEVSQ6C2EXAMPLE',
    arn: 'arn:aws:iam::123456789012:user/mary',
    accountId: '123456789012',
    userName: 'mary',
  },
  eventTime: '2026-01-01T00:00:00Z',
  eventSource: `${eventSource}.amazonaws.com`,
  eventName,
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.0',
  requestParameters: null,
  responseElements: null,
  eventID: '11111111-2222-3333-4444-555555555555',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '123456789012',
  eventCategory: 'Management',
  ...more,
});
const signIn = (answer: 'Success' | 'Failure', MFAUsed: 'Yes' | 'No', more: Json = {}): Json =>
  record('signin', 'ConsoleLogin', {
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: answer },
    additionalEventData: { LoginTo: 'https://console.aws.amazon.com/', MobileVersion: 'No', MFAUsed },
    ...(answer === 'Failure' && { errorMessage: 'Failed authentication' }),
    ...more,
  });
const root = (more: Json = {}): Json => ({
  type: 'Root',
  principalId: '123456789012',
  arn: 'arn:aws:iam::123456789012:root',
  accountId: '123456789012',
  ...more,
});

describe.each<[CisControl, string, Json, readonly [string, Json][]]>([
  [
    1,
    'use of the root user',
    record('iam', 'CreateAccessKey', { userIdentity: root() }),
    [
      ['a user', record('iam', 'CreateAccessKey')],
      ['a service in its name', record('kms', 'Decrypt', { userIdentity: root({ invokedBy: 's3.amazonaws.com' }) })],
      ['an event of a service', record('kms', 'RotateKey', { userIdentity: root(), eventType: 'AwsServiceEvent' })],
    ],
  ],
  [
    2,
    'unauthorized API calls',
    record('ec2', 'RunInstances', { errorCode: 'Client.UnauthorizedOperation' }),
    [
      ['another error', record('s3', 'GetObject', { errorCode: 'NoSuchKey' })],
      ['no error', record('ec2', 'RunInstances')],
      ['a message about one', record('ec2', 'RunInstances', { errorMessage: 'AccessDenied' })],
    ],
  ],
  [
    3,
    'sign-in without MFA',
    signIn('Success', 'No'),
    [
      ['with it', signIn('Success', 'Yes')],
      ['a failed one', signIn('Failure', 'No')],
      ['a federated one', signIn('Success', 'No', { userIdentity: { type: 'AssumedRole' } })],
    ],
  ],
  [6, 'failed sign-in', signIn('Failure', 'No'), [['a good one', signIn('Success', 'No')]]],
])('CloudWatch.%s, %s', (control, _what, event, others) => {
  test('is seen', () => expect(matches(control, event)).toBe(true));
  test.each(others)('is not %s', (_other, other) => expect(matches(control, other)).toBe(false));
});

test('an unauthorized call is seen whichever service words it', () => {
  for (const errorCode of ['AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation'])
    expect(matches(2, record('s3', 'GetObject', { errorCode }))).toBe(true);
});

describe.each<[CisControl, string, string]>([
  [4, 'iam', 'GetRolePolicy'],
  [5, 'cloudtrail', 'GetTrailStatus'],
  [7, 'kms', 'EnableKey'],
  [8, 's3', 'GetBucketPolicy'],
  [9, 'config', 'StartConfigurationRecorder'],
  [10, 'ec2', 'DescribeSecurityGroups'],
  [11, 'ec2', 'DescribeNetworkAcls'],
  [12, 'ec2', 'DescribeInternetGateways'],
  [13, 'ec2', 'AssociateRouteTable'],
  [14, 'ec2', 'DescribeVpcs'],
])('CloudWatch.%s', (control, service, harmless) => {
  const events = eventsOf(cisPatterns[control]);

  test('sees every event it names, and no other', () => {
    expect(events.length).toBeGreaterThan(1);
    for (const name of events) expect([name, matches(control, record(service, name))]).toEqual([name, true]);
    expect(matches(control, record(service, harmless))).toBe(false);
    expect(matches(control, record(service, `${events[0]}2`))).toBe(false);
  });

  test('sees it of its service only, where it names one', () => {
    const named = cisPatterns[control].includes('$.eventSource');
    expect(matches(control, record('other', events[0] ?? ''))).toBe(!named);
  });
});
