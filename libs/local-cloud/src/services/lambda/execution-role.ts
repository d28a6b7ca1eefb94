import { assumedRoleArn, decide } from '@palisade/policies';
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
}

/** Problems that CreateFunction finds with a role: its trust, and in a VPC the permissions for network interfaces. */
export function roleProblems(role: Role, place: RolePlace, inVpc: boolean): readonly string[] {
  if (!trustsLambda(role, place)) {
    return ['InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.'];
  }
  if (!inVpc) return [];
  const refused = interfaceActions.find((action) => !may(role, place, `ec2:${action}`));
  return refused === undefined
    ? []
    : [
        'InvalidParameterValueException: The provided execution role does not have permissions to call ' +
          `${refused} on EC2`,
      ];
}

function trustsLambda(role: Role, { accountId, functionArn }: RolePlace): boolean {
  const decision = decide(
    {
      principal: 'lambda.amazonaws.com',
      action: 'sts:AssumeRole',
      resource: { arn: role.arn, accountId },
      context: { 'aws:SourceArn': functionArn, 'aws:SourceAccount': accountId },
    },
    { identity: [], resource: role.trust },
  );
  return decision.verdict === 'Allowed';
}

/** Lambda's own calls for network interfaces carry no `lambda:SourceFunctionArn`: they are not made by function code. */
function may(role: Role, { partition, accountId, region }: RolePlace, action: string): boolean {
  const { boundary } = role;
  const decision = decide(
    {
      principal: assumedRoleArn({ partition, account: accountId, role: role.name, session: 'awslambda' }),
      action,
      resource: { arn: '*', accountId },
      context: {
        'aws:PrincipalArn': role.arn,
        'aws:PrincipalAccount': accountId,
        'aws:PrincipalType': 'AssumedRole',
        'aws:PrincipalIsAWSService': 'false',
        'aws:RequestedRegion': region,
        'aws:ViaAWSService': 'false',
        'aws:SecureTransport': 'true',
      },
    },
    { identity: role.identity, ...(boundary !== undefined && { boundary }) },
  );
  return decision.verdict === 'Allowed';
}
