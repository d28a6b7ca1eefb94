import { logGroupArn } from '@palisade/policies';
import type { EventTable } from '../event-table.ts';
import { pick, pickReply, textOf } from '../pick.ts';

/** Source: Amazon CloudWatch User Guide, "Logging Amazon CloudWatch API calls with AWS CloudTrail". */
export const cloudwatch: EventTable = {
  source: 'monitoring.amazonaws.com',
  management: {
    read: [
      'DescribeAlarmHistory',
      'DescribeAlarms',
      'DescribeAlarmsForMetric',
      'GetDashboard',
      'ListDashboards',
      'ListTagsForResource',
    ],
    write: ['DisableAlarmActions', 'EnableAlarmActions', 'SetAlarmState'],
  },
  data: {
    'AWS::CloudWatch::Metric': {
      read: ['GetMetricData', 'GetMetricStatistics', 'ListMetrics'],
      write: ['PutMetricData'],
    },
  },
  parameters: ({ exchange: { wire } }) =>
    pick(wire.input, [
      'AlarmName',
      'AlarmNames',
      'AlarmNamePrefix',
      'DashboardName',
      'DashboardNames',
      'Namespace',
      'MetricName',
      'StateValue',
      'ResourceARN',
    ]),
};

/** Source: CloudWatch Logs User Guide, "Logging CloudWatch Logs API calls in AWS CloudTrail". */
export const logs: EventTable = {
  source: 'logs.amazonaws.com',
  management: {
    read: [
      'DescribeLogGroups',
      'DescribeLogStreams',
      'DescribeMetricFilters',
      'DescribeQueries',
      'DescribeResourcePolicies',
      'FilterLogEvents',
      'GetDataProtectionPolicy',
      'GetLogEvents',
      'GetQueryResults',
      'ListTagsForResource',
      'StartQuery',
      'StopQuery',
      'TestMetricFilter',
    ],
    write: ['CreateLogStream', 'DeleteLogStream'],
  },
  unrecorded: ['PutLogEvents'],
  parameters: ({ exchange: { wire } }) =>
    pick(wire.input, [
      'logGroupName',
      'logGroupNames',
      'logGroupIdentifier',
      'logGroupNamePrefix',
      'logStreamName',
      'logStreamNames',
      'logStreamNamePrefix',
      'resourceArn',
      'queryId',
      'startTime',
      'endTime',
      'limit',
      'unmask',
    ]),
  resources({ exchange: { wire } }, place) {
    const group = textOf(wire.input, 'logGroupName');
    if (group === undefined || !/^[.\-_/#A-Za-z0-9]+$/.test(group)) return [];
    return [{ type: 'AWS::Logs::LogGroup', arn: logGroupArn({ ...place, group }), accountId: place.account }];
  },
  response: (call) => pickReply(call, ['queryId']),
};

/** Source: AWS X-Ray Developer Guide, "Logging X-Ray API calls with AWS CloudTrail". */
export const xray: EventTable = {
  source: 'xray.amazonaws.com',
  management: { read: [], write: [] },
  data: {
    'AWS::XRay::Trace': {
      read: ['BatchGetTraces', 'GetServiceGraph', 'GetTraceGraph', 'GetTraceSummaries'],
      write: ['PutTelemetryRecords', 'PutTraceSegments'],
    },
  },
  parameters: () => ({}),
};
