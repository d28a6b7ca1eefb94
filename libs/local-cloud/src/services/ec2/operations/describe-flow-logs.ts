import type { FlowLog } from '../network.ts';
import { describe, inRegion, tagFilters, tagSet } from './describe.ts';

export const describeFlowLogs = describe<FlowLog>({
  name: 'DescribeFlowLogs',
  set: 'flowLogSet',
  ids: { parameter: 'FlowLogId', of: (log) => log.id, kind: 'FlowLogId', noun: 'flow log' },
  list: ({ network }, region) => inRegion(network.flowLogs, region),
  filters: (log) => ({
    ...tagFilters(log.tags),
    'flow-log-id': log.id,
    'resource-id': log.resourceId,
    'traffic-type': log.trafficType,
    'log-destination-type': 'cloud-watch-logs',
    'log-group-name': log.logGroupName,
    'deliver-log-status': 'SUCCESS',
  }),
  item: (log) => ({
    flowLogId: log.id,
    flowLogStatus: 'ACTIVE',
    resourceId: log.resourceId,
    trafficType: log.trafficType,
    logDestinationType: 'cloud-watch-logs',
    logDestination: log.logDestination,
    logGroupName: log.logGroupName,
    deliverLogsPermissionArn: log.roleArn,
    deliverLogsStatus: 'SUCCESS',
    logFormat: log.logFormat,
    maxAggregationInterval: log.maxAggregationInterval,
    tagSet: tagSet(log.tags),
  }),
});
