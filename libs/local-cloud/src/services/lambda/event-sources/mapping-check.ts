import { number } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import type { Role } from '../../iam/directory.ts';
import { TABLE } from '../../dynamodb/resources/table.ts';
import { QUEUE } from '../../sqs/resources/queue.ts';
import { may, type RolePlace } from '../execution-role.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import { targetPermission } from '../target.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';

/**
 * What AWS finds when it makes a mapping: the source must exist, and the function's role must be able to read it.
 * Source: Lambda Developer Guide, "Permissions" of SQS and DynamoDB event sources.
 */
export function mappingProblems(
  view: CloudView,
  mapping: EventSourceMapping,
  { timeout }: FunctionConfiguration,
  role: Role,
  place: RolePlace,
): readonly string[] {
  const isQueue = mapping.sourceArn.includes(':sqs:');
  const problems = isQueue
    ? queueProblems(view, mapping, timeout, role, place)
    : streamProblems(view, mapping, role, place);
  const target = mapping.onFailureArn;
  const permission = target === undefined ? undefined : targetPermission(target);
  if (target === undefined || permission === undefined || may(role, place, permission.action, target)) return problems;
  return [
    ...problems,
    `InvalidParameterValueException: The function's execution role does not have permissions to call ${permission.call.split(' ')[0]} on ${target}`,
  ];
}

function queueProblems(
  view: CloudView,
  { sourceArn }: EventSourceMapping,
  timeout: number,
  role: Role,
  place: RolePlace,
): readonly string[] {
  const queue = view.ofType(QUEUE).find(({ resource }) => resource.outputs['arn'] === sourceArn);
  if (queue === undefined) {
    return [
      `InvalidParameterValueException: Error occurred while ReceiveMessage: the queue ${sourceArn} does not exist`,
    ];
  }
  const denied = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].find(
    (action) => !may(role, place, `sqs:${action}`, sourceArn),
  );
  if (denied !== undefined) {
    return [
      `InvalidParameterValueException: The function execution role does not have permissions to call ${denied} on SQS`,
    ];
  }
  const visibility = number(queue.resource.outputs, 'visibilityTimeoutSeconds') ?? 30;
  return visibility >= timeout
    ? []
    : [
        `InvalidParameterValueException: Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeout} seconds`,
      ];
}

const streamActions = ['GetRecords', 'GetShardIterator', 'DescribeStream'];

function streamProblems(
  view: CloudView,
  { sourceArn }: EventSourceMapping,
  role: Role,
  place: RolePlace,
): readonly string[] {
  if (!view.ofType(TABLE).some(({ resource }) => resource.outputs['streamArn'] === sourceArn)) {
    return [`InvalidParameterValueException: Stream not found: ${sourceArn}`];
  }
  return streamActions.every((action) => may(role, place, `dynamodb:${action}`, sourceArn))
    ? []
    : [
        'InvalidParameterValueException: Cannot access stream ' +
          `${sourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator and DescribeStream Actions on your stream in IAM.`,
      ];
}
