import { decide } from '@palisade/policies';
import { globalContext } from '../../kernel/context.ts';
import type { ServicePrincipal } from '../../kernel/principal.ts';
import { roleSession } from '../../kernel/role-session.ts';
import type { Role } from '../iam/directory.ts';

/** What Lambda does with a function's role to place it in a VPC. Source: Lambda Developer Guide, "Attaching functions to a VPC". */
const interfaceActions = [
  'CreateNetworkInterface',
  'DescribeNetworkInterfaces',
  'DescribeSubnets',
  'DeleteNetworkInterface',
  'AssignPrivateIpAddresses',
  'UnassignPrivateIpAddresses',
] as const;

export interface RolePlace {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  readonly functionArn: string;
  /** Milliseconds since the epoch: a policy may hold for a time only. */
  readonly now: number;
}

/** What a function's configuration asks of its role. */
export interface RoleNeeds {
  readonly inVpc: boolean;
  readonly tracing: boolean;
}

/**
 * Problems that CreateFunction finds with a role: its trust, in a VPC the permissions for network interfaces, and with active
 * tracing those for X-Ray.
 */
export function roleProblems(role: Role, place: RolePlace, { inVpc, tracing }: RoleNeeds): readonly string[] {
  if (!trustsLambda(role, place)) {
    return ['InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.'];
  }
  const needed = [
    ...(inVpc ? interfaceActions.map((action) => ['ec2', action, 'EC2']) : []),
    ...(tracing ? ['PutTraceSegments', 'PutTelemetryRecords'].map((action) => ['xray', action, 'XRAY']) : []),
  ];
  const refused = needed.find(([service, action]) => !may(role, place, `${service}:${action}`));
  return refused === undefined
    ? []
    : [
        'InvalidParameterValueException: The provided execution role does not have permissions to call ' +
          `${refused[1]} on ${refused[2]}`,
      ];
}

function trustsLambda(role: Role, { accountId, functionArn, region, now }: RolePlace): boolean {
  const principal: ServicePrincipal = {
    kind: 'service',
    name: 'lambda.amazonaws.com',
    sourceArn: functionArn,
    sourceAccount: accountId,
  };
  const decision = decide(
    {
      principal: principal.name,
      action: 'sts:AssumeRole',
      resource: { arn: role.arn, accountId },
      context: globalContext({ principal, region, accountId, now }),
    },
    { identity: [], resource: role.trust },
  );
  return decision.verdict === 'Allowed';
}

/**
 * Whether Lambda, acting with the role, may do that. Its own calls carry no `lambda:SourceFunctionArn`: they are not made by
 * function code.
 */
export function may(
  role: Role,
  { partition, accountId, region, now }: Omit<RolePlace, 'functionArn'>,
  action: string,
  resource = '*',
): boolean {
  const { boundary } = role;
  const principal = roleSession({ role, partition, accountId, sessionName: 'awslambda', now });
  const decision = decide(
    {
      principal: principal.arn,
      action,
      resource: { arn: resource, accountId },
      // There is no connection of the caller's to tell of, but Lambda itself speaks TLS.
      context: { ...globalContext({ principal, region, accountId, now }), 'aws:SecureTransport': 'true' },
    },
    { identity: role.identity, ...(boundary !== undefined && { boundary }) },
  );
  return decision.verdict === 'Allowed';
}
