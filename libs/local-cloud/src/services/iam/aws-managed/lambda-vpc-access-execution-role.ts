import type { AwsManagedPolicy } from './index.ts';

/** Source: AWS Managed Policy Reference, AWSLambdaVPCAccessExecutionRole. */
export const lambdaVpcAccessExecutionRole: AwsManagedPolicy = {
  name: 'service-role/AWSLambdaVPCAccessExecutionRole',
  id: 'ANPAJVTME3YLVNL72YR2K',
  version: 'v3',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AWSLambdaVPCAccessExecutionPermissions',
        Effect: 'Allow',
        Action: [
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          'ec2:CreateNetworkInterface',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSubnets',
          'ec2:DeleteNetworkInterface',
          'ec2:AssignPrivateIpAddresses',
          'ec2:UnassignPrivateIpAddresses',
        ],
        Resource: '*',
      },
    ],
  },
};
