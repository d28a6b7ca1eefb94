import { lambdaFunctionArn, type InRegion } from '../../arn/index.ts';
import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * The network-interface rights of a function in a VPC are for the Lambda service; its own code may not use them. Lambda
 * sends `lambda:SourceFunctionArn` with every call the code makes, and not with its own.
 * Source: Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC".
 *
 * @example
 * denyNetworkInterfacesFromCode({ ...here, functionName: 'f' }).Effect; // => Deny
 */
export function denyNetworkInterfacesFromCode(at: InRegion & { readonly functionName: string }): Statement {
  return deny({
    sid: 'DenyNetworkInterfacesFromCode',
    actions: [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:DetachNetworkInterface',
      'ec2:UnassignPrivateIpAddresses',
    ],
    resources: ['*'],
    when: { ArnEquals: { 'lambda:SourceFunctionArn': lambdaFunctionArn({ ...at, name: at.functionName }) } },
  });
}
