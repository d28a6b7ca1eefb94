import type { CloudView } from '../../../kernel/service.ts';
import { TOPIC } from '../../sns/resources/topic.ts';
import { QUEUE } from '../../sqs/resources/queue.ts';
import { may, type RolePlace } from '../execution-role.ts';
import type { Role } from '../../iam/directory.ts';
import { lambdaFunction } from '../resources/function.ts';
import { targetPermission } from '../target.ts';
import type { EventSettings } from './event-settings.ts';

/**
 * What AWS finds when it is given the targets of a function's failed or finished events: the role must be able to reach them.
 * Source: Lambda API Reference, CreateFunction and PutFunctionEventInvokeConfig.
 */
export function eventTargetProblems(
  view: CloudView,
  { deadLetterArn, onFailureArn, onSuccessArn }: EventSettings,
  role: Role,
  place: RolePlace,
): readonly string[] {
  const check = (arn: string | undefined, denied: (call: string) => string): readonly string[] => {
    const permission = arn === undefined ? undefined : targetPermission(arn);
    if (arn === undefined || permission === undefined) return [];
    if (!isDeclared(view, arn)) return [`InvalidParameterValueException: The destination ARN ${arn} does not exist`];
    return may(role, place, permission.action, arn)
      ? []
      : [`InvalidParameterValueException: ${denied(permission.call)}`];
  };
  const forDestination = (arn: string | undefined): readonly string[] =>
    check(
      arn,
      (call) => `The function's execution role does not have permissions to call ${call.split(' ')[0]} on ${arn}`,
    );
  return [
    ...check(deadLetterArn, (call) => `The provided execution role does not have permissions to call ${call}`),
    ...forDestination(onFailureArn),
    ...forDestination(onSuccessArn),
  ];
}

function isDeclared(view: CloudView, arn: string): boolean {
  return [QUEUE, TOPIC, lambdaFunction.token].some((token) =>
    view.ofType(token).some(({ resource }) => resource.outputs['arn'] === arn),
  );
}
