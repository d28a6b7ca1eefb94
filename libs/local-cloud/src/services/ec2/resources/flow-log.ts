import {
  integer,
  map,
  object,
  oneOf,
  required,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { ec2Arn } from '@palisade/policies';
import { number, text } from '../../../kernel/properties.ts';
import { defaultFormat, unknownFields } from '../flow-logs/flow-log-format.ts';
import { placeOf } from './place.ts';

/** Of a VPC or subnet, to CloudWatch Logs; S3 and Firehose destinations are not modelled. */
export const flowLog: ResourceModel = {
  token: 'aws:ec2/flowLog:FlowLog',
  inputs: object({
    vpcId: string,
    subnetId: string,
    trafficType: required(oneOf('ALL', 'ACCEPT', 'REJECT')),
    logDestinationType: oneOf('cloud-watch-logs'),
    logDestination: required(string),
    iamRoleArn: required(string),
    logFormat: string,
    maxAggregationInterval: integer,
    tags: map(string),
  }),
  replaceOn: [
    'vpcId',
    'subnetId',
    'trafficType',
    'logDestinationType',
    'logDestination',
    'iamRoleArn',
    'logFormat',
    'maxAggregationInterval',
  ],
  defaults: () => ({ logDestinationType: 'cloud-watch-logs', logFormat: defaultFormat, maxAggregationInterval: 600 }),
  check: checkFlowLog,
  outputs: (_, context) => {
    const id = context.id('fl-', 17);
    return { id, outputs: { arn: ec2Arn({ ...placeOf(context), type: 'vpc-flow-log', id }) } };
  },
};

function checkFlowLog(inputs: Properties): readonly string[] {
  const problems: string[] = [];
  if ((text(inputs, 'vpcId') === undefined) === (text(inputs, 'subnetId') === undefined)) {
    problems.push('"vpcId": exactly one of `subnetId,vpcId` must be specified');
  }
  const interval = number(inputs, 'maxAggregationInterval') ?? 600;
  if (interval !== 60 && interval !== 600) {
    problems.push(`expected maxAggregationInterval to be one of [60 600], got ${interval}`);
  }
  if (!/^arn:[^:]+:logs:[^:]+:\d{12}:log-group:.+$/.test(text(inputs, 'logDestination') ?? '')) {
    problems.push(`InvalidParameter: logDestination ${text(inputs, 'logDestination')} is no log group ARN`);
  }
  for (const field of unknownFields(text(inputs, 'logFormat') ?? '')) {
    problems.push(`logFormat: the local cloud does not support the flow log field \${${field}}`);
  }
  return problems;
}
