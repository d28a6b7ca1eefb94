import { expect, test } from '@jest/globals';
import { iamRoleArn, kmsKeyArn } from '../arn/index.ts';
import type { Policy } from '../build/policy.ts';
import { lint } from '../lint/lint.ts';
import * as systems from './index.ts';

const here = { region: 'us-east-1', account: '111122223333' };
const role = (name: string) => iamRoleArn({ account: here.account, name });

const platform = {
  ...here,
  functionName: 'f',
  logGroup: '/aws/lambda/f',
  deadLetterQueue: 'f-dlq',
  tracing: true,
};
const documents = { table: 'documents', bucket: 'docs', prefix: 'incoming/' };
const platformKey = {
  ...here,
  name: 'key',
  roleArns: { authorizer: role('a'), apiHandler: role('h'), processor: role('p'), notifier: role('n') },
  deployerArns: [role('deployer')],
} as const;

const paymentRoles = { functionRoleArn: role('f'), operatorRoleArn: role('operator') };
const paymentTables = { transactionsTable: 'transactions', revokedCertificatesTable: 'revoked-certificates' };
const paymentKey = { ...here, name: 'key', deployerArns: [role('deployer')] } as const;

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
  configHistoryBucketPolicy: systems.configHistoryBucketPolicy({ ...here, bucket: 'history' }),
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
  alarmTopicPolicy: systems.alarmTopicPolicy({ ...here, topic: 'alarms' }),
  paymentBucketPolicy: systems.paymentBucketPolicy({
    ...paymentRoles,
    account: here.account,
    bucket: 'docs',
    keyArn: kmsKeyArn({ ...here, id: '1a' }),
    endpointId: 'vpce-1',
    deployerArns: [role('deployer')],
  }),
  paymentDocumentsKeyPolicy: systems.paymentDocumentsKeyPolicy({ ...paymentKey, ...paymentRoles, bucket: 'docs' }),
  paymentDynamodbEndpointPolicy: systems.paymentDynamodbEndpointPolicy({
    ...here,
    ...paymentTables,
    functionRoleArn: role('f'),
  }),
  paymentFunctionPolicy: systems.paymentFunctionPolicy({
    ...here,
    ...paymentTables,
    functionName: 'f',
    logGroup: '/aws/lambda/f',
    vpcId: 'vpc-1',
    bucket: 'docs',
    receiptPrefix: 'receipts/',
    receiptsKeyArn: kmsKeyArn({ ...here, id: '1a' }),
    tracing: true,
  }),
  paymentLogsEndpointPolicy: systems.paymentLogsEndpointPolicy({
    ...here,
    logGroup: '/aws/lambda/f',
    functionRoleArn: role('f'),
  }),
  paymentLogsKeyPolicy: systems.paymentLogsKeyPolicy({ ...paymentKey, logGroups: ['/aws/lambda/f', '/aws/waf/w'] }),
  paymentOperationsKeyPolicy: systems.paymentOperationsKeyPolicy({ ...paymentKey, functionName: 'f', trail: 'audit' }),
  paymentOperatorPolicy: systems.paymentOperatorPolicy({
    ...here,
    ...paymentTables,
    bucket: 'docs',
    receiptPrefix: 'receipts/',
  }),
  paymentS3EndpointPolicy: systems.paymentS3EndpointPolicy({
    ...here,
    bucket: 'docs',
    receiptPrefix: 'receipts/',
    functionRoleArn: role('f'),
  }),
  paymentTablePolicy: systems.paymentTablePolicy({
    ...here,
    ...paymentRoles,
    table: 'transactions',
    endpointId: 'vpce-1',
    deployerArns: [role('deployer')],
  }),
  paymentTablesKeyPolicy: systems.paymentTablesKeyPolicy({ ...paymentKey, ...paymentRoles, ...paymentTables }),
  truststoreBucketPolicy: systems.truststoreBucketPolicy({ bucket: 'truststore', deployerArns: [role('deployer')] }),
  apiAuthorizerPolicy: systems.apiAuthorizerPolicy({ ...platform, permissionsTable: 'permissions' }),
  apiHandlerPolicy: systems.apiHandlerPolicy({ ...platform, ...documents, indexes: ['byStatus', 'byOwner'] }),
  authorizerInvokePolicy: systems.authorizerInvokePolicy({ ...here, functionName: 'f' }),
  documentNotifierPolicy: systems.documentNotifierPolicy({ ...platform, table: 'documents', topic: 'changes' }),
  documentProcessorPolicy: systems.documentProcessorPolicy({ ...platform, ...documents }),
  processingApiEndpointPolicy: systems.processingApiEndpointPolicy({ ...here, api: 'a1', stage: 'v1' }),
  processingBucketPolicy: systems.processingBucketPolicy({
    ...here,
    bucket: 'docs',
    keyArn: kmsKeyArn({ ...here, id: '1a' }),
    endpointId: 'vpce-1',
    apiHandlerRoleArn: role('h'),
    processorRoleArn: role('p'),
    deployerArns: [role('deployer')],
    verifierRoleArn: role('verifier'),
    presignedSeconds: 900,
  }),
  processingDataKeyPolicy: systems.processingDataKeyPolicy({
    ...platformKey,
    bucket: 'docs',
    documentsTable: 'documents',
    permissionsTable: 'permissions',
  }),
  processingDynamodbEndpointPolicy: systems.processingDynamodbEndpointPolicy({
    ...here,
    documentsTable: 'documents',
    permissionsTable: 'permissions',
    indexes: ['byStatus'],
    authorizerRoleArn: role('a'),
    apiHandlerRoleArn: role('h'),
    processorRoleArn: role('p'),
  }),
  processingLogsKeyPolicy: systems.processingLogsKeyPolicy({
    ...here,
    name: 'logs',
    logGroups: ['/aws/lambda/f'],
    trail: 'audit',
  }),
  processingMessagingKeyPolicy: systems.processingMessagingKeyPolicy({
    ...platformKey,
    topic: 'changes',
    queues: ['f-dlq'],
    functionNames: ['f', 'g'],
  }),
  processingS3EndpointPolicy: systems.processingS3EndpointPolicy({
    ...here,
    ...documents,
    apiHandlerRoleArn: role('h'),
    processorRoleArn: role('p'),
  }),
  processingSnsEndpointPolicy: systems.processingSnsEndpointPolicy({
    ...here,
    topic: 'changes',
    notifierRoleArn: role('n'),
  }),
  tlsOnlyQueuePolicy: systems.tlsOnlyQueuePolicy({ ...here, queue: 'f-dlq' }),
  tlsOnlyTopicPolicy: systems.tlsOnlyTopicPolicy({ ...here, topic: 'changes' }),
  trailBucketPolicy: systems.trailBucketPolicy({ ...here, trail: 'audit', bucket: 'trail' }),
  trailLogsPolicy: systems.trailLogsPolicy({ ...here, logGroup: '/aws/cloudtrail/audit' }),
  trailTrustPolicy: systems.trailTrustPolicy(),
  statusClientPolicy: systems.statusClientPolicy({ ...here, api: 'a1', stage: 'v1' }),
  statusFunctionPolicy: systems.statusFunctionPolicy({ ...here, functionName: 'f', logGroup: '/aws/lambda/f' }),
};

test.each(Object.entries(policies))('%s has no findings', (_, policy) => {
  expect(lint(policy)).toEqual([]);
});
