import { iamRoleArn, kmsKeyArn } from '../../../arn/index.ts';
import { account, here } from '../../../testing/calls.ts';

export const roleNamed = (name: string): string => iamRoleArn({ account, name });
export const deployer = roleNamed('deployer');
export const roleArns = {
  authorizer: roleNamed('authorizer'),
  apiHandler: roleNamed('api-handler'),
  processor: roleNamed('processor'),
  notifier: roleNamed('notifier'),
};
export const bucket = 'docs';
export const endpointId = 'vpce-1';
export const dataKey = kmsKeyArn({ ...here, id: '1a' });
export const platform = {
  ...here,
  functionName: 'f',
  logGroup: '/aws/lambda/f',
  deadLetterQueue: 'f-dlq',
  tracing: true,
};
