import { number, text } from '../../../kernel/properties.ts';
import { defaultFormat } from '../flow-logs/flow-log-format.ts';
import type { FlowLog } from '../network.ts';
import { flowLog } from '../resources/flow-log.ts';
import { partOf } from './part.ts';
import type { ResourcesOfType } from './read-network.ts';

export function readFlowLogs(ofType: ResourcesOfType): readonly FlowLog[] {
  return ofType(flowLog.token).map((found) => {
    const { outputs } = found.resource;
    const logDestination = text(outputs, 'logDestination') ?? '';
    const trafficType = text(outputs, 'trafficType');
    return {
      ...partOf(found),
      resourceId: text(outputs, 'vpcId') ?? text(outputs, 'subnetId') ?? '',
      trafficType: trafficType === 'ACCEPT' || trafficType === 'REJECT' ? trafficType : 'ALL',
      logDestination,
      logGroupName: /:log-group:(.+?)(?::\*)?$/.exec(logDestination)?.[1] ?? '',
      roleArn: text(outputs, 'iamRoleArn') ?? '',
      logFormat: text(outputs, 'logFormat') ?? defaultFormat,
      maxAggregationInterval: number(outputs, 'maxAggregationInterval') ?? 600,
    };
  });
}
