import { dynamodbIndexArn, dynamodbTableArn, executeApiArn, s3ObjectArn, type InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { allow } from '../../build/statement.ts';
import { publish } from '../../capabilities/sns/publish.ts';
import { gatewayEndpointPolicy, interfaceEndpointPolicy } from '../../kinds/endpoint.ts';
import type { ConditionBlock } from '../../statement.ts';

/** `role` of this account, about what is in this account: a gateway endpoint takes no principal but `*`. */
const by = (role: string, account: string): ConditionBlock => ({
  ArnEquals: { 'aws:PrincipalArn': role },
  StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account },
});

/**
 * What passes the platform's S3 endpoint: the API handler's objects, and the processor's reading of them, below `prefix` of one
 * bucket. It is no way out to other buckets.
 *
 * @example
 * processingS3EndpointPolicy({ ...here, bucket: 'docs', prefix: 'incoming/', apiHandlerRoleArn: role, processorRoleArn: role }).kind; // => endpoint
 */
export function processingS3EndpointPolicy(
  at: InRegion & {
    readonly bucket: string;
    readonly prefix: string;
    readonly apiHandlerRoleArn: string;
    readonly processorRoleArn: string;
  },
): Policy {
  const objects = s3ObjectArn({ ...at, key: `${at.prefix}*` });
  return gatewayEndpointPolicy('s3-endpoint', [
    allow({
      sid: 'ApiHandlerKeepsDocuments',
      principal: '*',
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: [objects],
      when: by(at.apiHandlerRoleArn, at.account),
    }),
    allow({
      sid: 'ProcessorReadsDocuments',
      principal: '*',
      actions: ['s3:GetObject'],
      resources: [objects],
      when: by(at.processorRoleArn, at.account),
    }),
  ]);
}

/**
 * What passes the platform's DynamoDB endpoint: each function's calls to its table. The stream is read by Lambda, outside the VPC.
 *
 * @example
 * const roles = { authorizerRoleArn: role, apiHandlerRoleArn: role, processorRoleArn: role };
 * processingDynamodbEndpointPolicy({ ...here, ...roles, documentsTable: 'd', permissionsTable: 'permissions', indexes: [] }).kind; // => endpoint
 */
export function processingDynamodbEndpointPolicy(
  at: InRegion & {
    readonly documentsTable: string;
    readonly permissionsTable: string;
    readonly indexes: readonly string[];
    readonly authorizerRoleArn: string;
    readonly apiHandlerRoleArn: string;
    readonly processorRoleArn: string;
  },
): Policy {
  const documents = dynamodbTableArn({ ...at, table: at.documentsTable });
  const [index, ...indexes] = at.indexes.map((name) =>
    dynamodbIndexArn({ ...at, table: at.documentsTable, index: name }),
  );
  return gatewayEndpointPolicy('dynamodb-endpoint', [
    allow({
      sid: 'AuthorizerLooksKeysUp',
      principal: '*',
      actions: ['dynamodb:GetItem'],
      resources: [dynamodbTableArn({ ...at, table: at.permissionsTable })],
      when: by(at.authorizerRoleArn, at.account),
    }),
    allow({
      sid: 'ApiHandlerKeepsEntries',
      principal: '*',
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      resources: [documents],
      when: by(at.apiHandlerRoleArn, at.account),
    }),
    ...(index === undefined
      ? []
      : [
          allow({
            sid: 'ApiHandlerListsEntries',
            principal: '*',
            actions: ['dynamodb:Query'],
            resources: [index, ...indexes],
            when: by(at.apiHandlerRoleArn, at.account),
          }),
        ]),
    allow({
      sid: 'ProcessorChangesEntries',
      principal: '*',
      actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
      resources: [documents],
      when: by(at.processorRoleArn, at.account),
    }),
  ]);
}

/**
 * What passes the platform's SNS endpoint: the notifier's messages to one topic.
 *
 * @example
 * processingSnsEndpointPolicy({ ...here, topic: 'changes', notifierRoleArn: role }).kind; // => endpoint
 */
export function processingSnsEndpointPolicy(
  at: InRegion & { readonly topic: string; readonly notifierRoleArn: string },
): Policy {
  return interfaceEndpointPolicy('sns-endpoint', [
    { ...publish({ ...at, sid: 'NotifierTellsChanges' }), Principal: { AWS: at.notifierRoleArn } },
  ]);
}

/**
 * What passes the platform's execute-api endpoint: calls of one stage of one API of this account. Whoever calls shows an API key
 * and no identity of AWS's, so the endpoint tells APIs apart and not callers.
 *
 * @example
 * processingApiEndpointPolicy({ ...here, api: 'a1', stage: 'v1' }).kind; // => endpoint
 */
export function processingApiEndpointPolicy(at: InRegion & { readonly api: string; readonly stage: string }): Policy {
  return interfaceEndpointPolicy('execute-api-endpoint', [
    allow({
      sid: 'OnlyThisApi',
      principal: '*',
      actions: ['execute-api:Invoke'],
      resources: [executeApiArn({ ...at, method: '*', path: '*' })],
      when: { StringEquals: { 'aws:ResourceAccount': at.account } },
    }),
  ]);
}
