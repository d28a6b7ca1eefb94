import { decide } from '@palisade/policies';
import { globalContext } from '../../../kernel/context.ts';
import type { Host } from '../../../kernel/host.ts';
import type { Role } from '../../iam/directory.ts';
import type { Recorder } from '../recording/declared.ts';
import { configFor } from './config-principal.ts';

/** What PutConfigurationRecorder finds wrong with its role. Source: AWS Config Developer Guide, "Permissions for the IAM role assigned to AWS Config". */
export function roleProblem(
  recorder: Recorder,
  role: Role | undefined,
  { accountId, clock }: Host,
): string | undefined {
  const { arn, region, roleArn } = recorder;
  if (role === undefined)
    return `InvalidRoleException: The role ${roleArn} of the configuration recorder does not exist.`;
  const principal = configFor(arn, accountId);
  const request = {
    principal: principal.name,
    action: 'sts:AssumeRole',
    resource: { arn: role.arn, accountId },
    context: globalContext({ principal, region, accountId, now: clock.now() }),
  };
  return decide(request, { identity: [], resource: role.trust }).verdict === 'Allowed'
    ? undefined
    : `InvalidRoleException: The role ${roleArn} of the configuration recorder cannot be assumed by ${principal.name}. Check its trust policy.`;
}
