/** A function's own code, and the Lambda service using the same role: to attach it to the VPC, to read its stream, to send its dead letters. */
export type FunctionCaller =
  | 'authorizer code'
  | 'authorizer role by Lambda'
  | 'API handler code'
  | 'API handler role by Lambda'
  | 'processor code'
  | 'processor role by Lambda'
  | 'notifier code'
  | 'notifier role by Lambda';

/** API Gateway for one of this API's methods and its stage. */
export const apiMethods = [
  'POST /documents',
  'POST /documents/uploads',
  'GET /documents',
  'GET /documents/{id}',
  'GET /documents/{id}/content',
  'DELETE /documents/{id}',
] as const;
export type ApiMethod = (typeof apiMethods)[number];

/** Callers a processing stack meets. */
export type ProcessingCaller =
  | FunctionCaller
  | 'authorizer invoke role'
  | 'verifier'
  | 'flow log role'
  | 'trail role'
  | 'API Gateway log role'
  /** An administrator, and the one the stack was deployed by. */
  | 'deployer'
  | 'other administrator'
  | 'root user'
  /** Of the same account, without any policy. */
  | 'stranger'
  | 'administrator of another account'
  | 'unsigned'
  | 'Lambda service'
  | 'VPC Flow Logs service'
  | 'VPC Flow Logs service for another account'
  | 'CloudTrail'
  | 'CloudTrail for another trail'
  | 'CloudWatch Logs'
  | 'CloudWatch Logs of another region'
  | 'CloudWatch alarms'
  | 'CloudWatch alarms of another account'
  | ApiMethod
  | 'a method this API has not'
  | 'another API'
  | 'another stage of this API'
  | 'S3 log delivery'
  | 'S3 log delivery for the trail bucket'
  | 'S3 log delivery for another bucket'
  | 'S3 for the documents bucket'
  | 'S3 for another bucket'
  /** For a bucket of the same name that somebody else has. */
  | 'S3 for that bucket in another account'
  /** With the source that the policies expect of CloudWatch, CloudTrail, VPC Flow Logs and API Gateway. */
  | 'another service for an alarm'
  | 'another service for the trail'
  | 'another service for a flow log'
  | `another service for ${ApiMethod}`;

/** What they may meet there. A log group stands for itself and, as "streams", for what is in it. */
export type ProcessingResource =
  | 'documents bucket'
  /** An object of that bucket, where documents arrive and stay. */
  | 'document'
  | 'object elsewhere'
  | 'access log bucket'
  | 'access log object'
  | 'trail bucket'
  | 'trail object'
  | 'trail object of another account'
  | 'other bucket'
  | 'other object'
  | 'documents table'
  | 'byStatus index'
  | 'byOwner index'
  | 'documents stream'
  | 'permissions table'
  | 'other table'
  | 'data key'
  | 'logs key'
  | 'messaging key'
  /** With the default key policy: the account's identity policies decide. */
  | 'other key'
  | 'authorizer dead letters'
  | 'API handler dead letters'
  | 'processor dead letters'
  | 'notifier dead letters'
  | 'other queue'
  | 'changes topic'
  | 'alarm topic'
  | 'other topic'
  | `${LogName} log`
  | `${LogName} log streams`
  | 'any method of this API'
  | 'any method of another API'
  | 'authorizer'
  | 'API handler'
  | 'processor'
  | 'notifier'
  | 'other function'
  | 'authorizer role'
  | 'API handler role'
  | 'processor role'
  | 'notifier role'
  | 'authorizer invoke role'
  | 'verifier role'
  | 'flow log role'
  | 'trail role'
  | 'API Gateway log role'
  /** For actions that have no resource, or none of this system's. */
  | 'anything else';

export type LogName =
  'authorizer' | 'API handler' | 'processor' | 'notifier' | 'access' | 'execution' | 'flow' | 'trail' | 'other';

/**
 * How a request comes, as far as policies can tell. `tls`: over TLS 1.3, signed in a header, past every endpoint.
 *
 * To S3, which they all ask for the platform's key unless they say otherwise: `tls-silent`: for no key · `owner-acl`: as CloudTrail
 * writes · `presigned` · `old-presigned`: an hour ago · `s3-endpoint`: through the system's endpoint · `s3-endpoint-other-key` ·
 * `s3-endpoint-silent` · `other-endpoint`: somebody else's · `plain-http`, to queues and topics too · `old-tls`: TLS 1.1.
 */
export const s3Ways = [
  'tls',
  'tls-silent',
  'owner-acl',
  'presigned',
  'old-presigned',
  's3-endpoint',
  's3-endpoint-other-key',
  's3-endpoint-silent',
  'other-endpoint',
  'plain-http',
  'old-tls',
] as const;

/**
 * To a key: directly (`tls`; `group-context`, `trail-context`: with a log group of this stack or its trail as encryption context), or by
 * a service that asks for its caller, about something of this stack or about something else.
 */
export const kmsWays = [
  'tls',
  'group-context',
  'trail-context',
  'via-s3',
  'via-s3-other-bucket',
  'via-s3-trail',
  'via-dynamodb-documents',
  'via-dynamodb-permissions',
  'via-dynamodb-other-table',
  'via-sns',
  'via-sns-other-topic',
  'via-sqs',
  'via-sqs-other-queue',
  'via-lambda',
  'via-lambda-other-function',
  'via-logs',
  'via-logs-other-group',
] as const;

export type ProcessingWay =
  (typeof s3Ways)[number] | (typeof kmsWays)[number] | 'dynamodb-endpoint' | 'sns-endpoint' | 'api-endpoint';
