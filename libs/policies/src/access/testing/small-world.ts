import {
  executeApiArn,
  iamRoleArn,
  kmsKeyArn,
  lambdaFunctionArn,
  logGroupArn,
  s3BucketArn,
  s3ObjectArn,
} from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { allow } from '../../build/statement.ts';
import * as can from '../../capabilities/index.ts';
import * as must from '../../guardrails/index.ts';
import { bucketPolicy } from '../../kinds/bucket.ts';
import { gatewayEndpointPolicy } from '../../kinds/endpoint.ts';
import { identityPolicy } from '../../kinds/identity.ts';
import { keyPolicy } from '../../kinds/key.ts';
import { account, here } from '../../testing/calls.ts';
import type { AccessContract } from '../contract.ts';
import type { AccessModel } from '../model.ts';
import { awsService, roleSession, user } from '../principals.ts';
import type { AccessScope } from '../scope.ts';

/** An API whose function stores objects through an endpoint and writes an encrypted log. */
export type Who = 'handler' | 'deployer' | 'other' | 'log delivery';
export type On = 'object' | 'bucket' | 'log object' | 'function' | 'key' | 'log group' | 'other object';
export type By = 'internet' | 'endpoint';

export const handlerRole = iamRoleArn({ account, name: 'handler' });
export const deployerArn = 'arn:aws:iam::111122223333:user/deployer';
export const method = executeApiArn({ ...here, api: 'a1', stage: 'v1', method: 'POST', path: 'documents' });
export const logGroup = logGroupArn({ ...here, group: '/aws/lambda/f' });
const functionArn = lambdaFunctionArn({ ...here, name: 'f' });
const objects = { bucket: 'docs', endpointId: 'vpce-1' };

export const handlerPolicy = identityPolicy('handler', [
  can.putObject({ bucket: 'docs' }),
  can.writeOwnLogGroup({ ...here, group: '/aws/lambda/f' }),
]);
export const docsPolicy = bucketPolicy({ bucket: 'docs' }, [
  must.denyUnlessPrincipalOrEndpoint({ ...objects, account, principals: [deployerArn] }),
]);
export const logsPolicy = bucketPolicy({ bucket: 'logs' }, [
  can.deliverAccessLogs({ account, logBucket: 'logs', prefix: 'docs/', sourceBuckets: ['docs'] }),
]);
export const logKeyPolicy = keyPolicy({ account, name: 'log-key' }, [
  can.administerKey(here),
  can.encryptLogGroups({ ...here, groups: ['/aws/lambda/f'] }),
]);
export const endpointPolicy = gatewayEndpointPolicy('s3-endpoint', [
  allow({
    sid: 'OnlyHandler',
    principal: '*',
    actions: ['s3:PutObject'],
    resources: [s3ObjectArn({ bucket: 'docs', key: '*' })],
    when: { ArnEquals: { 'aws:PrincipalArn': handlerRole }, StringEquals: { 'aws:PrincipalAccount': account } },
  }),
]);
export const functionPolicy: Policy = {
  name: 'f',
  kind: 'function',
  document: {
    Version: '2012-10-17',
    Statement: [
      can.addPermission({
        statementId: 'Api',
        principal: 'apigateway.amazonaws.com',
        functionArn,
        sourceArn: method,
        sourceAccount: account,
      }),
    ],
  },
};
const administrator: Policy = {
  name: 'AdministratorAccess',
  kind: 'identity',
  document: { Version: '2012-10-17', Statement: [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }] },
};

export const smallWorld: AccessModel<Who, On> = {
  account,
  principals: {
    handler: roleSession({ roleArn: handlerRole, session: 'f', policies: [handlerPolicy] }),
    deployer: user({ account, name: 'deployer', policies: [administrator] }),
    other: user({ account, name: 'other', policies: [administrator] }),
    'log delivery': awsService({
      service: 'logging.s3.amazonaws.com',
      sourceArn: s3BucketArn({ bucket: 'docs' }),
      sourceAccount: account,
    }),
  },
  resources: {
    object: { arn: s3ObjectArn({ bucket: 'docs', key: 'a' }), policy: docsPolicy },
    bucket: { arn: s3BucketArn({ bucket: 'docs' }), policy: docsPolicy },
    'log object': { arn: s3ObjectArn({ bucket: 'logs', key: 'docs/1' }), policy: logsPolicy },
    function: { arn: functionArn, policy: functionPolicy },
    key: { arn: kmsKeyArn({ ...here, id: 'k' }), policy: logKeyPolicy },
    'log group': { arn: logGroup },
    'other object': { arn: s3ObjectArn({ bucket: 'other', key: 'a' }) },
  },
  endpoints: { s3: { id: 'vpce-1', type: 'Gateway', service: 's3', policy: endpointPolicy, vpc: 'vpc-1' } },
  links: [
    { type: 'integration', method, function: 'function' },
    { type: 'encryption', logGroup, key: 'key' },
  ],
};

export const scope: AccessScope<On, By> = {
  paths: {
    internet: { context: { 'aws:SecureTransport': true } },
    endpoint: { endpoint: 's3', context: { 'aws:SecureTransport': true } },
  },
  actions: (on) => {
    if (on === 'bucket') return ['s3:ListBucket', 's3:PutBucketPolicy'];
    if (/object/.test(on)) return ['s3:PutObject', 's3:GetObject'];
    if (on === 'log group') return ['logs:CreateLogGroup', 'logs:DeleteLogGroup'];
    return on === 'key' ? ['kms:PutKeyPolicy', 'kms:Decrypt'] : ['lambda:InvokeFunction'];
  },
  by: (on) => (/object|bucket/.test(on) ? ['internet', 'endpoint'] : ['internet']),
};

export const contract: AccessContract<Who, On, By> = {
  usualPath: 'internet',
  grants: [
    { who: ['handler'], may: ['s3:PutObject'], on: ['object'], by: ['endpoint'] },
    { who: ['handler'], may: ['logs:CreateLogGroup'], on: ['log group'] },
    { who: ['log delivery'], may: ['s3:PutObject'], on: ['log object'] },
    { who: ['deployer', 'other'], may: ['*'], on: 'everything' },
  ],
  exceptions: [
    { who: ['other'], mayNot: ['s3:*'], on: ['object', 'bucket'], by: 'every path' },
    { who: ['deployer', 'other'], mayNot: ['kms:Decrypt'], on: ['key'], by: 'every path' },
  ],
};
