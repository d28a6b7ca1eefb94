import type { AccessContract } from '../../access-contract.ts';
import {
  assuming,
  attachingInterfaces,
  readingLogs,
  replacingBucketPolicy,
  tracing,
  writingLogs,
} from '../access-actions.ts';
import { insecurely, pastS3Endpoint, pastS3EndpointOverTls, throughS3Endpoint } from '../access-ways.ts';
import { logBuckets, serviceGrants } from '../service-access.ts';
import {
  apiMethods,
  kmsWays,
  s3Ways,
  type FunctionCaller,
  type ProcessingCaller,
  type ProcessingResource,
  type ProcessingWay,
} from './access-names.ts';
import { keyExceptions, keyGrants } from './key-access.ts';

type Contract = AccessContract<ProcessingCaller, ProcessingResource, ProcessingWay>;
type Grant = Contract['grants'][number];

const authorizer: readonly FunctionCaller[] = ['authorizer code', 'authorizer role by Lambda'];
const apiHandler: readonly FunctionCaller[] = ['API handler code', 'API handler role by Lambda'];
const processor: readonly FunctionCaller[] = ['processor code', 'processor role by Lambda'];
const notifier: readonly FunctionCaller[] = ['notifier code', 'notifier role by Lambda'];
const byLambda: readonly FunctionCaller[] = [
  'authorizer role by Lambda',
  'API handler role by Lambda',
  'processor role by Lambda',
  'notifier role by Lambda',
];
const administrators: readonly ProcessingCaller[] = ['deployer', 'other administrator', 'root user'];
const apiGateway: readonly ProcessingCaller[] = [
  ...apiMethods,
  'a method this API has not',
  'another API',
  'another stage of this API',
];

/** To DynamoDB a caller may come through the endpoint or, where there is another way, past it. */
const toDynamodb: readonly ProcessingWay[] = ['tls', 'dynamodb-endpoint'];
const pastEveryEndpoint: readonly ProcessingWay[] = [
  ...pastS3Endpoint(s3Ways),
  ...kmsWays.filter((way) => way !== 'tls'),
];

const readingStream = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
const functionRoles: readonly ProcessingResource[] = [
  'authorizer role',
  'API handler role',
  'processor role',
  'notifier role',
];
const closedRoles: readonly ProcessingResource[] = [
  ...functionRoles,
  'authorizer invoke role',
  'flow log role',
  'trail role',
  'API Gateway log role',
];
const documents: readonly ProcessingResource[] = ['document', 'object elsewhere'];
const queues: readonly ProcessingResource[] = [
  'authorizer dead letters',
  'API handler dead letters',
  'processor dead letters',
  'notifier dead letters',
];

/** The requirement's words: separate roles per function, bucket-specific access, table-specific operations. */
const functionGrants: readonly Grant[] = [
  { who: authorizer, may: ['dynamodb:GetItem'], on: ['permissions table'], by: toDynamodb },
  {
    who: apiHandler,
    may: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    on: ['documents table'],
    by: toDynamodb,
  },
  { who: apiHandler, may: ['dynamodb:Query'], on: ['byStatus index', 'byOwner index'], by: toDynamodb },
  { who: apiHandler, may: ['s3:PutObject'], on: ['document'], by: ['s3-endpoint', 'presigned'] },
  { who: apiHandler, may: ['s3:GetObject'], on: ['document'], by: [...throughS3Endpoint, 'presigned'] },
  { who: apiHandler, may: ['s3:DeleteObject'], on: ['document'], by: throughS3Endpoint },
  { who: processor, may: ['s3:GetObject'], on: ['document'], by: throughS3Endpoint },
  { who: processor, may: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], on: ['documents table'], by: toDynamodb },
  { who: notifier, may: readingStream, on: ['documents stream'] },
  { who: notifier, may: ['sns:Publish'], on: ['changes topic'], by: ['tls', 'sns-endpoint'] },
  ...ofEach('authorizer', authorizer),
  ...ofEach('API handler', apiHandler),
  ...ofEach('processor', processor),
  ...ofEach('notifier', notifier),
  { who: byLambda, may: attachingInterfaces, on: ['anything else'] },
];

/** Its own log, its own dead letters, its own traces. */
function ofEach(
  name: 'authorizer' | 'API handler' | 'processor' | 'notifier',
  who: readonly FunctionCaller[],
): readonly Grant[] {
  return [
    { who, may: writingLogs, on: [`${name} log streams`] },
    { who, may: ['sqs:SendMessage'], on: [`${name} dead letters`] },
    { who, may: tracing, on: ['anything else'] },
  ];
}

const readableLogs: readonly ProcessingResource[] = [
  'authorizer log',
  'authorizer log streams',
  'API handler log',
  'API handler log streams',
  'processor log',
  'processor log streams',
  'notifier log',
  'notifier log streams',
  'access log',
  'access log streams',
];

/** Services, and those who look after the platform. */
const otherGrants: readonly Grant[] = [
  { who: ['verifier'], may: ['s3:GetObject'], on: ['document'], by: pastS3EndpointOverTls(s3Ways) },
  { who: ['verifier'], may: readingLogs, on: readableLogs },
  { who: ['authorizer invoke role'], may: ['lambda:InvokeFunction'], on: ['authorizer'] },
  { who: ['Lambda service'], may: ['sts:AssumeRole'], on: functionRoles },
  { who: apiGateway, may: ['sts:AssumeRole'], on: ['authorizer invoke role'] },
  { who: apiMethods, may: ['lambda:InvokeFunction'], on: ['API handler'] },
  { who: ['S3 for the documents bucket'], may: ['lambda:InvokeFunction'], on: ['processor'] },
];

/** The access contract of the processing blueprint. */
export const processingAccess: Contract = {
  usualPath: 'tls',
  grants: [
    ...functionGrants,
    ...otherGrants,
    ...serviceGrants({ apiMethods, logDelivery: ['S3 log delivery'], toS3: pastS3EndpointOverTls(s3Ways) }),
    ...keyGrants,
    // Administrators keep their rights, less what the policies of resources take from everybody.
    { who: administrators, may: ['*'], on: 'everything', by: pastEveryEndpoint },
    { who: administrators, may: ['execute-api:Invoke'], on: ['any method of this API'], by: ['api-endpoint'] },
  ],
  exceptions: [
    ...keyExceptions,
    { who: administrators, mayNot: ['sqs:*'], on: queues, by: ['plain-http'] },
    { who: administrators, mayNot: ['sns:Publish'], on: ['changes topic', 'alarm topic'], by: ['plain-http'] },
    {
      who: ['deployer', 'other administrator'],
      mayNot: ['s3:*'],
      on: ['documents bucket', ...documents, ...logBuckets],
      by: insecurely,
    },
    // The deployer manages the bucket and never touches a document; no other administrator gets near either.
    { who: ['deployer'], mayNot: ['s3:PutObject', 's3:GetObject*'], on: documents, by: 'every path' },
    { who: ['deployer'], mayNot: ['s3:*'], on: documents, by: ['old-presigned'] },
    { who: ['other administrator'], mayNot: ['s3:*'], on: ['documents bucket', ...documents], by: 'every path' },
    // AWS lets the root user replace a bucket policy that locks everybody out, and so does the evaluator.
    {
      who: ['root user'],
      mayNot: ['s3:*'],
      butMay: replacingBucketPolicy,
      on: ['documents bucket', ...documents],
      by: 'every path',
    },
    { who: ['root user'], mayNot: ['s3:*'], butMay: replacingBucketPolicy, on: logBuckets, by: insecurely },
    { who: ['verifier'], mayNot: ['s3:GetObject'], on: ['document'], by: ['old-presigned'] },
    // Only those a trust policy names become a role, whatever their own policies say.
    { who: ['deployer'], mayNot: assuming, butMay: ['sts:AssumeRole'], on: ['verifier role'], by: 'every path' },
    { who: ['deployer'], mayNot: assuming, on: [...closedRoles, 'anything else'], by: 'every path' },
    {
      who: ['other administrator', 'root user'],
      mayNot: assuming,
      on: [...closedRoles, 'verifier role', 'anything else'],
      by: 'every path',
    },
  ],
};
