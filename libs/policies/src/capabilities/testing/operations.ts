import {
  alarmArn,
  iamRoleArn,
  logGroupArn,
  logStreamArn,
  networkInterfaceArn,
  s3BucketArn,
  snsTopicArn,
  sqsQueueArn,
} from '../../arn/index.ts';
import { identityPolicy } from '../../kinds/identity.ts';
import { queuePolicy } from '../../kinds/queue.ts';
import { topicPolicy } from '../../kinds/topic.ts';
import { trustPolicy } from '../../kinds/trust.ts';
import type { Statement } from '../../statement.ts';
import { account, here, otherAccount, role, sending, type Call } from '../../testing/calls.ts';
import type { Example } from '../../testing/example.ts';
import * as capabilities from '../index.ts';

const identity = (...statements: Statement[]) => identityPolicy('p', statements);
const group = (name = '/aws/lambda/f') => logGroupArn({ ...here, group: name });
const stream = (name = '/aws/lambda/f') => logStreamArn({ ...here, group: name, stream: 's' });
const taken = iamRoleArn({ account, name: 'taken' });
const take = (by: string, action = 'sts:AssumeRole'): Call => ({ by, action, on: taken });
const [queue, topic] = [sqsQueueArn({ ...here, name: 'q' }), snsTopicArn({ ...here, name: 't' })];
const [alarm, bucket] = [alarmArn({ ...here, name: 'errors' }), s3BucketArn({ bucket: 'docs' })];
const publishing = (sourceArn: string, owner = account, by = 'cloudwatch.amazonaws.com'): Call => ({
  by,
  action: 'sns:Publish',
  on: topic,
  with: sending(sourceArn, owner),
});
const notifying = (sourceArn: string, owner = account, by = 's3.amazonaws.com'): Call => ({
  by,
  action: 'sqs:SendMessage',
  on: queue,
  with: sending(sourceArn, owner),
});

export const operations = {
  assumedByPrincipals: {
    policy: trustPolicy('t', [capabilities.assumedByPrincipals({ principals: [role] })]),
    may: [take(role)],
    mayNot: [take(role, 'sts:TagSession'), take(iamRoleArn({ account, name: 'x' }))],
  },
  assumedByService: {
    policy: trustPolicy('t', [capabilities.assumedByService({ service: 'lambda.amazonaws.com' })]),
    may: [take('lambda.amazonaws.com')],
    mayNot: [take('ec2.amazonaws.com'), take(role)],
  },
  deliverFlowLogs: {
    policy: identity(capabilities.deliverFlowLogs({ ...here, group: '/aws/lambda/f' })),
    may: [
      { action: 'logs:PutLogEvents', on: stream() },
      { action: 'logs:DescribeLogStreams', on: group() },
    ],
    mayNot: [
      { action: 'logs:PutLogEvents', on: stream('/other') },
      { action: 'logs:CreateLogGroup', on: group() },
    ],
  },
  describeLogGroups: {
    policy: identity(capabilities.describeLogGroups()),
    may: [{ action: 'logs:DescribeLogGroups', on: '*' }],
    mayNot: [{ action: 'logs:DescribeLogStreams', on: group() }],
  },
  lambdaNetworkInterfaces: {
    policy: identity(capabilities.lambdaNetworkInterfaces()),
    may: [
      { action: 'ec2:CreateNetworkInterface', on: networkInterfaceArn({ ...here, id: '*' }) },
      { action: 'ec2:DescribeSubnets', on: '*' },
    ],
    mayNot: [
      { action: 'ec2:AttachNetworkInterface', on: networkInterfaceArn({ ...here, id: 'eni-1' }) },
      { action: 'ec2:DescribeInstances', on: '*' },
    ],
  },
  publish: {
    policy: identity(capabilities.publish({ ...here, topic: 't' })),
    may: [{ action: 'sns:Publish', on: topic }],
    mayNot: [
      { action: 'sns:Publish', on: snsTopicArn({ ...here, name: 't2' }) },
      { action: 'sns:Subscribe', on: topic },
    ],
  },
  publishFromService: {
    policy: topicPolicy({ ...here, topic: 't' }, [
      capabilities.publishFromService({
        ...here,
        topic: 't',
        service: 'cloudwatch.amazonaws.com',
        sourceArn: alarmArn({ ...here, name: '*' }),
      }),
    ]),
    may: [publishing(alarm)],
    mayNot: [
      publishing(alarm, otherAccount),
      publishing(bucket),
      publishing(alarm, account, 'events.amazonaws.com'),
      { ...publishing(alarm), action: 'sns:Subscribe' },
    ],
  },
  pushExecutionLogs: {
    policy: identity(capabilities.pushExecutionLogs()),
    may: [
      { action: 'logs:PutLogEvents', on: stream('API-Gateway-Execution-Logs_a1/v1') },
      { action: 'logs:DescribeLogGroups', on: '*' },
    ],
    mayNot: [
      { action: 'logs:DeleteLogGroup', on: group('API-Gateway-Execution-Logs_a1/v1') },
      { action: 'logs:PutRetentionPolicy', on: group('API-Gateway-Execution-Logs_a1/v1') },
    ],
  },
  readLogGroups: {
    policy: identity(capabilities.readLogGroups({ ...here, groups: ['/aws/lambda/f', '/aws/api/a'] })),
    may: [
      { action: 'logs:GetLogEvents', on: stream() },
      { action: 'logs:FilterLogEvents', on: group('/aws/api/a') },
    ],
    mayNot: [
      { action: 'logs:GetLogEvents', on: stream('/aws/lambda/f2') },
      { action: 'logs:PutLogEvents', on: stream() },
      { action: 'logs:DescribeLogGroups', on: '*' },
    ],
  },
  sendMessage: {
    policy: identity(capabilities.sendMessage({ ...here, queue: 'q' })),
    may: [{ action: 'sqs:SendMessage', on: queue }],
    mayNot: [
      { action: 'sqs:SendMessage', on: sqsQueueArn({ ...here, name: 'q2' }) },
      { action: 'sqs:ReceiveMessage', on: queue },
    ],
  },
  sendMessageFromService: {
    policy: queuePolicy({ ...here, queue: 'q' }, [
      capabilities.sendMessageFromService({ ...here, queue: 'q', service: 's3.amazonaws.com', sourceArn: bucket }),
    ]),
    may: [notifying(bucket)],
    mayNot: [
      notifying(bucket, otherAccount),
      notifying(s3BucketArn({ bucket: 'docs2' })),
      notifying(bucket, account, 'sns.amazonaws.com'),
      { ...notifying(bucket), action: 'sqs:ReceiveMessage' },
    ],
  },
  writeLogStreams: {
    policy: identity(capabilities.writeLogStreams({ ...here, group: '/aws/lambda/f' })),
    may: [
      { action: 'logs:CreateLogStream', on: stream() },
      { action: 'logs:PutLogEvents', on: stream() },
    ],
    mayNot: [
      { action: 'logs:CreateLogGroup', on: group() },
      { action: 'logs:CreateLogStream', on: stream('/aws/lambda/f2') },
      { action: 'logs:PutLogEvents', on: stream('/aws/lambda/f2') },
      { action: 'logs:GetLogEvents', on: stream() },
    ],
  },
  writeOwnLogGroup: {
    policy: identity(capabilities.writeOwnLogGroup({ ...here, group: '/aws/lambda/f' })),
    may: [
      { action: 'logs:CreateLogGroup', on: group() },
      { action: 'logs:PutLogEvents', on: stream() },
    ],
    mayNot: [
      { action: 'logs:PutLogEvents', on: stream('/aws/lambda/f2') },
      { action: 'logs:GetLogEvents', on: stream() },
      { action: 'logs:DeleteLogGroup', on: group() },
    ],
  },
  putTraceSegments: {
    policy: identity(capabilities.putTraceSegments()),
    may: [
      { action: 'xray:PutTraceSegments', on: '*' },
      { action: 'xray:PutTelemetryRecords', on: '*' },
    ],
    mayNot: [
      { action: 'xray:GetTraceSummaries', on: '*' },
      { action: 'xray:BatchGetTraces', on: '*' },
    ],
  },
} satisfies Record<string, Example>;
