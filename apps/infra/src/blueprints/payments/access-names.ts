import { kmsWays as commonKmsWays, type S3Way } from '../access-ways.ts';
import type { LogResource, ServiceCaller, ServiceResource } from '../service-access.ts';

/** API Gateway for one of this API's methods and its stage. */
export const apiMethods = ['POST /process-payment', 'GET /payments/{transactionId}'] as const;
export type ApiMethod = (typeof apiMethods)[number];

/** Callers a payments stack meets. */
export type PaymentsCaller =
  | ServiceCaller
  /** The function's own code, and the Lambda service using its role: to attach it to the VPC, to write its traces. */
  | 'processor code'
  | 'processor role by Lambda'
  /** A session of the operator's role, which has a second factor. */
  | 'operator'
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
  | ApiMethod
  | 'S3 log delivery for the documents bucket'
  | 'S3 log delivery for the truststore bucket'
  /** With the source that the policies expect of S3 and API Gateway. */
  | 'another service for the documents bucket'
  | `another service for ${ApiMethod}`;

/** What they may meet there. */
export type PaymentsResource =
  | ServiceResource
  | 'documents bucket'
  | 'receipt'
  /** In that bucket, where no receipt is. */
  | 'object elsewhere'
  | 'truststore bucket'
  | 'truststore object'
  | 'transactions table'
  | 'revoked certificates table'
  | 's3 key'
  | 'dynamodb key'
  | 'operations key'
  | LogResource<'processor' | 'waf'>
  | 'processor'
  | 'processor role'
  | 'operator role';

/** To a key: those that every stack has, and DynamoDB for this one's tables. */
export const kmsWays = [...commonKmsWays, 'via-dynamodb-transactions', 'via-dynamodb-revoked-certificates'] as const;

/** How a request comes, as far as policies can tell. */
export type PaymentsWay = S3Way | (typeof kmsWays)[number] | 'dynamodb-endpoint' | 'logs-endpoint';
