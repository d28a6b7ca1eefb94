/** API Gateway for one of this API's methods and its stage. */
export const apiMethods = ['POST /process-payment', 'GET /payments/{transactionId}'] as const;
export type ApiMethod = (typeof apiMethods)[number];

/** Callers a payments stack meets. */
export type PaymentsCaller =
  /** The function's own code, and the Lambda service using its role: to attach it to the VPC, to write its traces. */
  | 'processor code'
  | 'processor role by Lambda'
  /** A session of the operator's role, which has a second factor. */
  | 'operator'
  | 'flow log role'
  | 'trail role'
  | 'API Gateway log role'
  /** An administrator, and the one the stack was deployed by; without a second factor, with a fresh one, with one shown an hour ago. */
  | 'deployer'
  | 'deployer with MFA'
  | 'deployer with old MFA'
  | 'other administrator'
  | 'other administrator with MFA'
  | 'root user'
  | 'root user with MFA'
  /** Of the same account, without any policy. */
  | 'stranger with MFA'
  | 'administrator of another account with MFA'
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
  | 'S3 log delivery for the documents bucket'
  | 'S3 log delivery for the truststore bucket'
  | 'S3 log delivery for the trail bucket'
  | 'S3 log delivery for another bucket'
  /** With the source that the policies expect of CloudWatch, CloudTrail, VPC Flow Logs, S3 and API Gateway. */
  | 'another service for an alarm'
  | 'another service for the documents bucket'
  | 'another service for the trail'
  | 'another service for a flow log'
  | `another service for ${ApiMethod}`;

/** What they may meet there. A log group stands for itself and, as "streams", for what is in it. */
export type PaymentsResource =
  | 'documents bucket'
  | 'receipt'
  /** In that bucket, where no receipt is. */
  | 'object elsewhere'
  | 'truststore bucket'
  | 'truststore object'
  | 'access log bucket'
  | 'access log object'
  | 'trail bucket'
  | 'trail object'
  | 'trail object of another account'
  | 'other bucket'
  | 'other object'
  | 'transactions table'
  | 'revoked certificates table'
  | 'other table'
  | 's3 key'
  | 'dynamodb key'
  | 'logs key'
  | 'operations key'
  /** With the default key policy: the account's identity policies decide. */
  | 'other key'
  | 'alarm topic'
  | 'other topic'
  | `${LogName} log`
  | `${LogName} log streams`
  | 'any method of this API'
  | 'any method of another API'
  | 'processor'
  | 'other function'
  | 'processor role'
  | 'operator role'
  | 'flow log role'
  | 'trail role'
  | 'API Gateway log role'
  /** For actions that have no resource, or none of this system's. */
  | 'anything else';

export type LogName = 'processor' | 'access' | 'execution' | 'waf' | 'flow' | 'trail' | 'other';

/**
 * How a request comes, as far as policies can tell. `tls`: over TLS 1.3, past every endpoint.
 *
 * To S3, which they all ask for the documents' key unless they say otherwise: `tls-silent`: for no key · `owner-acl`: as CloudTrail writes
 * · `s3-endpoint`: through the system's endpoint · `s3-endpoint-other-key` · `s3-endpoint-silent` · `other-endpoint`: somebody else's, of
 * another VPC · `plain-http`, to the topic too · `old-tls`: TLS 1.1.
 */
export const s3Ways = [
  'tls',
  'tls-silent',
  'owner-acl',
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
  'via-dynamodb-transactions',
  'via-dynamodb-revoked-certificates',
  'via-dynamodb-other-table',
  'via-lambda',
  'via-lambda-other-function',
  'via-logs',
  'via-logs-other-group',
] as const;

export type PaymentsWay = (typeof s3Ways)[number] | (typeof kmsWays)[number] | 'dynamodb-endpoint' | 'logs-endpoint';
