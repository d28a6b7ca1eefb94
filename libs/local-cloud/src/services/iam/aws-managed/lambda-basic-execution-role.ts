import type { AwsManagedPolicy } from './index.ts';

/** Source: AWS Managed Policy Reference, AWSLambdaBasicExecutionRole. */
export const lambdaBasicExecutionRole: AwsManagedPolicy = {
  name: 'service-role/AWSLambdaBasicExecutionRole',
  id: 'ANPAJNCQGXC42545SKXIK',
  version: 'v1',
  document: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' },
    ],
  },
};
