import type { AccessContract, Entrances } from '../access-contract.ts';
import { encrypting, enveloping, readingLogs, writingLogs } from './access-actions.ts';
import type { KmsWay, S3Way } from './access-ways.ts';

/*
 * AWS's own services in a stack that has an API, a VPC with a flow log, a trail and alarms: what they are called in its access contract,
 * and what they may. A blueprint adds whom else it meets.
 */

export type ServiceCaller =
  | 'flow log role'
  | 'trail role'
  | 'API Gateway log role'
  | 'Lambda service'
  | 'VPC Flow Logs service'
  | 'VPC Flow Logs service for another account'
  | 'CloudTrail'
  | 'CloudTrail for another trail'
  | 'CloudWatch Logs'
  | 'CloudWatch Logs of another region'
  | 'CloudWatch alarms'
  | 'CloudWatch alarms of another account'
  | 'a method this API has not'
  | 'another API'
  | 'another stage of this API'
  | 'S3 log delivery for the trail bucket'
  | 'S3 log delivery for another bucket'
  /** With the source that the policies expect of CloudWatch, CloudTrail and VPC Flow Logs. */
  | 'another service for an alarm'
  | 'another service for the trail'
  | 'another service for a flow log';

/** A log group stands for itself and, as "streams", for what is in it. */
export type LogResource<Name extends string> = `${Name} log` | `${Name} log streams`;

export type ServiceResource =
  | 'access log bucket'
  | 'access log object'
  | 'trail bucket'
  | 'trail object'
  | 'trail object of another account'
  | 'alarm topic'
  | 'logs key'
  | LogResource<'access' | 'execution' | 'flow' | 'trail' | 'other'>
  | 'flow log role'
  | 'trail role'
  | 'API Gateway log role'
  /** Somebody else's. */
  | 'other bucket'
  | 'other object'
  | 'other table'
  /** With the default key policy: the account's identity policies decide. */
  | 'other key'
  | 'other topic'
  | 'other function'
  | 'any method of this API'
  | 'any method of another API'
  /** For actions that have no resource, or none of this system's. */
  | 'anything else';

/** The buckets of logs, and what is in them. */
export const logBuckets = [
  'access log bucket',
  'access log object',
  'trail bucket',
  'trail object',
  'trail object of another account',
] as const;

export interface ServiceGrantsArgs<Caller extends string, Way extends string> {
  /** API Gateway for this API's methods. */
  readonly apiMethods: readonly Caller[];
  /** S3 about the buckets that have an access log, beside the trail's. */
  readonly logDelivery: readonly Caller[];
  /** Securely to S3, past the system's endpoint. */
  readonly toS3: readonly Way[];
}

/** What services do, and the roles they hold. */
export function serviceGrants<Caller extends string, Way extends string>({
  apiMethods,
  logDelivery,
  toS3,
}: ServiceGrantsArgs<Caller, Way>): AccessContract<Caller | ServiceCaller, ServiceResource, Way | S3Way>['grants'] {
  return [
    { who: ['flow log role'], may: [...writingLogs, 'logs:DescribeLogStreams'], on: ['flow log', 'flow log streams'] },
    { who: ['flow log role'], may: ['logs:DescribeLogGroups'], on: 'everything' },
    { who: ['trail role'], may: writingLogs, on: ['trail log streams'] },
    {
      who: ['API Gateway log role'],
      may: ['logs:CreateLogGroup', ...writingLogs, 'logs:DescribeLogGroups', 'logs:DescribeLogStreams', ...readingLogs],
      on: 'everything',
    },
    { who: ['VPC Flow Logs service'], may: ['sts:AssumeRole'], on: ['flow log role'] },
    { who: ['CloudTrail', 'CloudTrail for another trail'], may: ['sts:AssumeRole'], on: ['trail role'] },
    {
      who: [...apiMethods, 'a method this API has not', 'another API', 'another stage of this API'],
      may: ['sts:AssumeRole'],
      on: ['API Gateway log role'],
    },
    { who: ['CloudWatch alarms'], may: ['sns:Publish'], on: ['alarm topic'] },
    {
      who: [...logDelivery, 'S3 log delivery for the trail bucket'],
      may: ['s3:PutObject'],
      on: ['access log object'],
      by: toS3,
    },
    { who: ['CloudTrail'], may: ['s3:PutObject'], on: ['trail object'], by: ['owner-acl'] },
    { who: ['CloudTrail'], may: ['s3:GetBucketAcl'], on: ['trail bucket'], by: toS3 },
  ];
}

/** The keys of a stack that services use, beside the one of its logs. */
export interface ServiceKeys<Key extends string> {
  readonly ofAlarms: Key;
  readonly ofTrail: Key;
}

/** What services do with keys; `kmsWays`: all ways there are to a key. */
export function serviceKeyGrants<Key extends string, Way extends string>(
  { ofAlarms, ofTrail }: ServiceKeys<Key>,
  kmsWays: readonly Way[],
): AccessContract<ServiceCaller, ServiceResource | Key, Way | KmsWay>['grants'] {
  return [
    { who: ['CloudWatch Logs'], may: encrypting, on: ['logs key'], by: ['group-context', 'via-logs'] },
    { who: ['CloudWatch alarms'], may: enveloping, on: [ofAlarms], by: kmsWays },
    { who: ['CloudTrail'], may: enveloping, on: [ofTrail], by: ['trail-context', 'via-s3-trail'] },
    { who: ['CloudTrail'], may: ['kms:DescribeKey'], on: [ofTrail], by: kmsWays },
  ];
}

/** What services must be let do, so that the stack can be watched and audited. */
export function serviceEntrances<Key extends string>({
  ofAlarms,
  ofTrail,
}: ServiceKeys<Key>): Entrances<ServiceCaller | 'other administrator', ServiceResource | Key, S3Way | KmsWay> {
  return [
    {
      who: 'CloudWatch alarms',
      may: ['sns:Publish'],
      on: ['alarm topic'],
      by: 'tls',
      or: 'alarms are dropped without a word',
    },
    {
      who: 'CloudWatch alarms',
      may: ['kms:Decrypt', 'kms:GenerateDataKey'],
      on: [ofAlarms],
      by: 'tls',
      or: 'alarms are dropped without a word',
    },
    {
      who: 'CloudWatch Logs',
      may: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      on: ['logs key'],
      by: 'group-context',
      or: 'the log groups cannot be made, and lose what is written to them',
    },
    { who: 'CloudTrail', may: ['s3:PutObject'], on: ['trail object'], by: 'owner-acl', or: 'nothing is recorded' },
    { who: 'CloudTrail', may: ['kms:GenerateDataKey'], on: [ofTrail], by: 'trail-context', or: 'nothing is recorded' },
    {
      who: 'other administrator',
      may: ['kms:Decrypt'],
      on: [ofTrail],
      by: 'via-s3-trail',
      or: 'the trail cannot be audited',
    },
  ];
}
