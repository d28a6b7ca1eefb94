import { expect, test } from '@jest/globals';
import { iamRoleArn, kmsKeyArn } from '../arn/index.ts';
import type { Policy } from '../build/policy.ts';
import { lint } from '../lint/lint.ts';
import * as systems from './index.ts';

const here = { region: 'us-east-1', account: '111122223333' };
const role = (name: string) => iamRoleArn({ account: here.account, name });

/** Every policy of every system, by the function that makes it. */
const policies: Record<keyof typeof systems, Policy> = {
  accessLogBucketPolicy: systems.accessLogBucketPolicy({
    ...here,
    logBucket: 'logs',
    prefix: 'documents/',
    sourceBuckets: ['docs'],
  }),
  apiGatewayLoggingPolicy: systems.apiGatewayLoggingPolicy(),
  apiGatewayTrustPolicy: systems.apiGatewayTrustPolicy(),
  assumableByPolicy: systems.assumableByPolicy({ principals: [role('deployer')], mfa: { maxAgeSeconds: 3600 } }),
  auditorPolicy: systems.auditorPolicy({
    ...here,
    logGroups: ['/aws/lambda/f', '/aws/api/a'],
    keys: [kmsKeyArn({ ...here, id: '1a' })],
  }),
  documentBucketPolicy: systems.documentBucketPolicy({
    ...here,
    bucket: 'docs',
    functionRoleArn: role('f'),
    endpointId: 'vpce-1',
    deployerArns: [role('deployer')],
    breakGlassArns: [role('break-glass')],
    verifierRoleArn: role('verifier'),
  }),
  documentClientPolicy: systems.documentClientPolicy({ ...here, api: 'a1', stage: 'v1' }),
  documentEndpointPolicy: systems.documentEndpointPolicy({ ...here, bucket: 'docs', functionRoleArn: role('f') }),
  documentFunctionPolicy: systems.documentFunctionPolicy({
    ...here,
    functionName: 'f',
    logGroup: '/aws/lambda/f',
    bucket: 'docs',
  }),
  flowLogPolicy: systems.flowLogPolicy({ ...here, logGroup: '/vpc/flow' }),
  flowLogTrustPolicy: systems.flowLogTrustPolicy(here),
  lambdaTrustPolicy: systems.lambdaTrustPolicy(),
  logsKeyPolicy: systems.logsKeyPolicy({
    ...here,
    name: 'logs',
    functionName: 'f',
    logGroups: ['/aws/lambda/f', 'API-Gateway-Execution-Logs_a1/v1'],
    deployerArns: [role('deployer')],
  }),
  statusClientPolicy: systems.statusClientPolicy({ ...here, api: 'a1', stage: 'v1' }),
  statusFunctionPolicy: systems.statusFunctionPolicy({ ...here, functionName: 'f', logGroup: '/aws/lambda/f' }),
};

test.each(Object.entries(policies))('%s has no findings', (_, policy) => {
  expect(lint(policy)).toEqual([]);
});
