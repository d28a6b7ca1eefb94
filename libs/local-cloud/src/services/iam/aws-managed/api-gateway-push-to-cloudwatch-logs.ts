import type { AwsManagedPolicy } from './index.ts';

/** Source: AWS Managed Policy Reference, AmazonAPIGatewayPushToCloudWatchLogs. */
export const apiGatewayPushToCloudWatchLogs: AwsManagedPolicy = {
  name: 'service-role/AmazonAPIGatewayPushToCloudWatchLogs',
  id: 'ANPAIK4GFO7HLKYN64ASK',
  version: 'v1',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:DescribeLogGroups',
          'logs:DescribeLogStreams',
          'logs:PutLogEvents',
          'logs:GetLogEvents',
          'logs:FilterLogEvents',
        ],
        Resource: '*',
      },
    ],
  },
};
