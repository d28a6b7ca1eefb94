import { decide, logStreamArn, parseArn } from '@palisade/policies';
import { globalContext } from '../../../kernel/context.ts';
import type { Host } from '../../../kernel/host.ts';
import type { IdentityPrincipal } from '../../../kernel/principal.ts';
import { roleSession } from '../../../kernel/role-session.ts';
import type { Role } from '../../iam/directory.ts';
import { cloudtrailFor } from './cloudtrail-principal.ts';

/**
 * Whether CloudTrail may take a role for its log group. It says neither aws:SourceArn nor aws:SourceAccount there: a trust policy that
 * asks for them locks it out.
 */
export function trustsCloudtrail(role: Role, trailArn: string, region: string, host: Host): boolean {
  const { accountId, clock } = host;
  const principal = cloudtrailFor(trailArn, accountId);
  const {
    'aws:SourceArn': _arn,
    'aws:SourceAccount': _account,
    ...context
  } = globalContext({ principal, region, accountId, now: clock.now() });
  const request = {
    principal: principal.name,
    action: 'sts:AssumeRole',
    resource: { arn: role.arn, accountId },
    context,
  };
  return decide(request, { identity: [], resource: role.trust }).verdict === 'Allowed';
}

/** CloudTrail with the role of a trail. */
export function logsSession(role: Role, { accountId, clock, partition }: Host): IdentityPrincipal {
  return roleSession({ role, partition, accountId, sessionName: 'CLOUDWATCH_LOGS_DELIVERY_SESSION', now: clock.now() });
}

export const LOGS_ACTIONS = ['logs:CreateLogStream', 'logs:PutLogEvents'] as const;

export interface TrailStream {
  readonly region: string;
  readonly group: string;
  readonly stream: string;
  readonly arn: string;
}

/** The stream a trail writes the events of its log group's region to. Source: AWS CloudTrail User Guide, "CloudWatch log group and log stream naming". */
export function streamOf(groupArn: string, { accountId, partition }: Host): TrailStream {
  const { region = '', resource = '' } = parseArn(groupArn) ?? {};
  const group = resource.replace(/^log-group:/, '').replace(/:\*$/, '');
  const stream = `${accountId}_CloudTrail_${region}`;
  return { region, group, stream, arn: logStreamArn({ partition, region, account: accountId, group, stream }) };
}
