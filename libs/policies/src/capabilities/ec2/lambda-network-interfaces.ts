import { allow, everyResource } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * The six actions by which the Lambda service gives a function its network interfaces in a VPC. Only the service uses
 * them; deny them to the function's code with `denyNetworkInterfacesFromCode`.
 * Source: Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC".
 *
 * @example
 * lambdaNetworkInterfaces().Action?.length; // => 6
 */
export function lambdaNetworkInterfaces(at: { readonly sid?: string } = {}): Statement {
  return allow({
    sid: at.sid ?? 'LambdaNetworkInterfaces',
    actions: [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
    ],
    resources: [everyResource('Lambda refuses to create the function unless all six are allowed on *')],
  });
}
