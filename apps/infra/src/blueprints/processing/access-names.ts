import { kmsWays as commonKmsWays, s3Ways as commonS3Ways } from '../access-ways.ts';
import type { LogResource, ServiceCaller, ServiceResource } from '../service-access.ts';

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
  | ServiceCaller
  | FunctionCaller
  | 'authorizer invoke role'
  | 'verifier'
  /** An administrator, and the one the stack was deployed by. */
  | 'deployer'
  | 'other administrator'
  | 'root user'
  /** Of the same account, without any policy. */
  | 'stranger'
  | 'administrator of another account'
  | 'unsigned'
  | ApiMethod
  | 'S3 log delivery'
  | 'S3 for the documents bucket'
  | 'S3 for another bucket'
  /** For a bucket of the same name that somebody else has. */
  | 'S3 for that bucket in another account'
  /** With the source that the policies expect of API Gateway. */
  | `another service for ${ApiMethod}`;

/** What they may meet there. */
export type ProcessingResource =
  | ServiceResource
  | 'documents bucket'
  /** An object of that bucket, where documents arrive and stay. */
  | 'document'
  | 'object elsewhere'
  | 'documents table'
  | 'byStatus index'
  | 'byOwner index'
  | 'documents stream'
  | 'permissions table'
  | 'data key'
  | 'messaging key'
  | 'authorizer dead letters'
  | 'API handler dead letters'
  | 'processor dead letters'
  | 'notifier dead letters'
  | 'other queue'
  | 'changes topic'
  | LogResource<'authorizer' | 'API handler' | 'processor' | 'notifier'>
  | 'authorizer'
  | 'API handler'
  | 'processor'
  | 'notifier'
  | 'authorizer role'
  | 'API handler role'
  | 'processor role'
  | 'notifier role'
  | 'authorizer invoke role'
  | 'verifier role';

/** To S3: as to any stack's, signed in a header; `presigned` · `old-presigned`: an hour ago. */
export const s3Ways = [...commonS3Ways, 'presigned', 'old-presigned'] as const;

/** To a key: those that every stack has, and services for this one's tables, topics and queues. */
export const kmsWays = [
  ...commonKmsWays,
  'via-dynamodb-documents',
  'via-dynamodb-permissions',
  'via-sns',
  'via-sns-other-topic',
  'via-sqs',
  'via-sqs-other-queue',
] as const;

/** How a request comes, as far as policies can tell. */
export type ProcessingWay =
  (typeof s3Ways)[number] | (typeof kmsWays)[number] | 'dynamodb-endpoint' | 'sns-endpoint' | 'api-endpoint';
