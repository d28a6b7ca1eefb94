import type { AccessContract } from '../../access-contract.ts';
import { assuming, attachingInterfaces, replacingBucketPolicy, tracing, writingLogs } from '../access-actions.ts';
import { insecurely, pastS3Endpoint, pastS3EndpointOverTls, s3Ways } from '../access-ways.ts';
import { logBuckets, serviceGrants } from '../service-access.ts';
import { apiMethods, kmsWays, type PaymentsCaller, type PaymentsResource, type PaymentsWay } from './access-names.ts';
import { keyExceptions, keyGrants } from './key-access.ts';

type Contract = AccessContract<PaymentsCaller, PaymentsResource, PaymentsWay>;
type Grant = Contract['grants'][number];

const processor: readonly PaymentsCaller[] = ['processor code', 'processor role by Lambda'];
const deployers: readonly PaymentsCaller[] = ['deployer', 'deployer with MFA', 'deployer with old MFA'];
const roots: readonly PaymentsCaller[] = ['root user', 'root user with MFA'];
const others: readonly PaymentsCaller[] = ['other administrator', 'other administrator with MFA'];
const administrators: readonly PaymentsCaller[] = [...deployers, ...others, ...roots];
/** Whom what destroys is denied to. */
const withoutMfa: readonly PaymentsCaller[] = ['other administrator', 'root user'];

/** An operator sits outside the VPC, wherever that is. */
const pastDynamodbEndpoint: readonly PaymentsWay[] = ['tls', 'other-endpoint'];
const pastEveryEndpoint: readonly PaymentsWay[] = [
  ...pastS3Endpoint(s3Ways),
  ...kmsWays.filter((way) => way !== 'tls'),
];

const items = [
  'dynamodb:BatchGetItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PartiQLDelete',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLSelect',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
];
const destroyingTable = [
  'dynamodb:DeleteResourcePolicy',
  'dynamodb:DeleteTable',
  'dynamodb:PutResourcePolicy',
  'dynamodb:UpdateContinuousBackups',
  'dynamodb:UpdateTable',
  'dynamodb:UpdateTimeToLive',
];
const destroyingBucket = [
  's3:BypassGovernanceRetention',
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketPolicy',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
];

const documents: readonly PaymentsResource[] = ['receipt', 'object elsewhere'];
const truststore: readonly PaymentsResource[] = ['truststore bucket', 'truststore object'];
const tables: readonly PaymentsResource[] = ['transactions table', 'revoked certificates table'];
const closedRoles: readonly PaymentsResource[] = [
  'processor role',
  'flow log role',
  'trail role',
  'API Gateway log role',
];

/** The processor does what a payment takes, from its subnets; an operator looks and revokes, from anywhere else. */
const ownGrants: readonly Grant[] = [
  {
    who: processor,
    may: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    on: ['transactions table'],
    by: ['dynamodb-endpoint'],
  },
  { who: processor, may: ['dynamodb:GetItem'], on: ['revoked certificates table'], by: ['dynamodb-endpoint'] },
  { who: processor, may: ['s3:PutObject'], on: ['receipt'], by: ['s3-endpoint'] },
  { who: processor, may: writingLogs, on: ['processor log streams'], by: ['tls', 'logs-endpoint'] },
  { who: processor, may: tracing, on: ['anything else'] },
  { who: ['processor role by Lambda'], may: attachingInterfaces, on: ['anything else'] },
  { who: ['operator'], may: ['dynamodb:GetItem'], on: ['transactions table'], by: pastDynamodbEndpoint },
  {
    who: ['operator'],
    may: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    on: ['revoked certificates table'],
    by: pastDynamodbEndpoint,
  },
  { who: ['operator'], may: ['s3:GetObject'], on: ['receipt'], by: pastS3EndpointOverTls(s3Ways) },
];

/** The access contract of the payments blueprint. */
export const paymentsAccess: Contract = {
  usualPath: 'tls',
  grants: [
    ...ownGrants,
    { who: ['Lambda service'], may: ['sts:AssumeRole'], on: ['processor role'] },
    { who: apiMethods, may: ['lambda:InvokeFunction'], on: ['processor'] },
    ...serviceGrants({
      apiMethods,
      logDelivery: ['S3 log delivery for the documents bucket', 'S3 log delivery for the truststore bucket'],
      toS3: pastS3EndpointOverTls(s3Ways),
    }),
    ...keyGrants,
    // Administrators keep their rights, less what the policies of resources take from everybody.
    { who: administrators, may: ['*'], on: 'everything', by: pastEveryEndpoint },
  ],
  exceptions: [
    ...keyExceptions,
    { who: administrators, mayNot: ['sns:Publish'], on: ['alarm topic'], by: ['plain-http'] },
    // Nobody but the processor and operators touches a payment, and what destroys the tables takes a second factor.
    { who: administrators, mayNot: items, on: tables, by: 'every path' },
    { who: withoutMfa, mayNot: destroyingTable, on: tables, by: 'every path' },
    // The deployer manages the buckets and sees no document; no other administrator gets near the documents bucket.
    {
      who: [...deployers, ...others],
      mayNot: ['s3:*'],
      on: ['documents bucket', ...documents, ...truststore, ...logBuckets],
      by: insecurely,
    },
    { who: deployers, mayNot: ['s3:PutObject', 's3:GetObject*'], on: documents, by: 'every path' },
    { who: others, mayNot: ['s3:*'], on: ['documents bucket', ...documents], by: 'every path' },
    // Who gets in is for the deployer to say.
    {
      who: [...others, ...roots],
      mayNot: ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'],
      on: ['truststore object'],
      by: 'every path',
    },
    { who: ['other administrator'], mayNot: destroyingBucket, on: truststore, by: 'every path' },
    // AWS lets the root user replace a bucket policy that locks everybody out, and so does the evaluator.
    {
      who: ['root user'],
      mayNot: destroyingBucket.filter((action) => !replacingBucketPolicy.includes(action)),
      on: truststore,
      by: 'every path',
    },
    {
      who: roots,
      mayNot: ['s3:*'],
      butMay: replacingBucketPolicy,
      on: ['documents bucket', ...documents],
      by: 'every path',
    },
    { who: roots, mayNot: ['s3:*'], butMay: replacingBucketPolicy, on: [...truststore, ...logBuckets], by: insecurely },
    // Only those a trust policy names become a role, whatever their own policies say; an operator with a fresh second factor.
    {
      who: ['deployer with MFA'],
      mayNot: assuming,
      butMay: ['sts:AssumeRole'],
      on: ['operator role'],
      by: 'every path',
    },
    {
      who: administrators.filter((who) => who !== 'deployer with MFA'),
      mayNot: assuming,
      on: ['operator role'],
      by: 'every path',
    },
    { who: administrators, mayNot: assuming, on: [...closedRoles, 'anything else'], by: 'every path' },
  ],
};
