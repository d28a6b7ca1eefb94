import { ways, type AccessContract, type Way } from '../../access-contract.ts';
import { assuming, attachingInterfaces, readingLogs, writingLogs } from '../access-actions.ts';

/** Callers a documents stack meets. */
export type DocumentsCaller =
  /** The function's own code; its credentials say which function they belong to. */
  | 'handler code'
  /** The Lambda service using the same role to attach the function to the VPC. */
  | 'handler role by Lambda'
  | 'client'
  | 'verifier'
  /** A role with the auditor policy and nothing else. */
  | 'auditor'
  | 'flow log role'
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
  | 'VPC Flow Logs service of another region'
  | 'VPC Flow Logs service for another account'
  /** For this API's method and stage. */
  | 'this API'
  | 'another API'
  | 'another stage of this API'
  | 'S3 log delivery'
  | 'S3 log delivery for another bucket'
  /** For a bucket of the same name, before this one was made or after it is gone. */
  | 'S3 log delivery for another account'
  /** With the source that the policies expect of S3, API Gateway and VPC Flow Logs. */
  | 'another service for the bucket'
  | 'another service for this API'
  | 'another service for a flow log';

/** What they may meet there. A log group stands for itself and, as "streams", for what is in it. */
export type DocumentsResource =
  | 'documents bucket'
  | 'document'
  | 'log bucket'
  | 'access log object'
  | 'log object outside the prefix'
  | 'other bucket'
  | 'other object'
  | 'handler log'
  | 'handler log streams'
  | 'access log'
  | 'access log streams'
  | 'execution log'
  | 'execution log streams'
  | 'flow log'
  | 'flow log streams'
  | 'other log'
  | 'other log streams'
  | 'POST /documents'
  | 'GET /documents'
  | 'POST /documents of another stage'
  | 'POST /documents of another API'
  | 'handler'
  | 'other function'
  | 'handler role'
  | 'client role'
  | 'verifier role'
  | 'flow log role'
  | 'API Gateway log role'
  /** For actions that have no resource, or none of this system's. */
  | 'anything else';

const handlerRole: readonly DocumentsCaller[] = ['handler code', 'handler role by Lambda'];
const handlerLog: readonly DocumentsResource[] = ['handler log', 'handler log streams'];
const apiGateway: readonly DocumentsCaller[] = ['this API', 'another API', 'another stage of this API'];
const administrators: readonly DocumentsCaller[] = ['deployer', 'other administrator', 'root user'];
const closedRoles: readonly DocumentsResource[] = ['handler role', 'flow log role', 'API Gateway log role'];
const allRoles: readonly DocumentsResource[] = [...closedRoles, 'client role', 'verifier role'];
const replacingBucketPolicy = ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'];
const documents: readonly DocumentsResource[] = ['documents bucket', 'document'];
const logObjects: readonly DocumentsResource[] = ['log bucket', 'access log object', 'log object outside the prefix'];
const pastTheEndpoint = ways.filter((way) => !way.startsWith('endpoint'));
const pastTheEndpointOverTls: readonly Way[] = ['tls', 'tls-silent', 'other-endpoint'];
const insecurely: readonly Way[] = ['plain-http', 'old-tls'];

/** The access contract of the documents blueprint. */
export const documentsAccess: AccessContract<DocumentsCaller, DocumentsResource> = {
  usualPath: 'tls',
  grants: [
    // The requirement: PutObject on this bucket, the function's own log, VPC-related permissions.
    { who: handlerRole, may: ['s3:PutObject'], on: ['document'], by: ['endpoint'] },
    { who: handlerRole, may: ['logs:CreateLogGroup', ...writingLogs], on: handlerLog },
    { who: ['handler role by Lambda'], may: attachingInterfaces, on: ['anything else'] },

    { who: ['client'], may: ['execute-api:Invoke'], on: ['POST /documents'] },
    { who: ['verifier'], may: ['s3:GetObject'], on: ['document'], by: pastTheEndpointOverTls },
    { who: ['verifier'], may: readingLogs, on: [...handlerLog, 'access log', 'access log streams'] },
    { who: ['auditor'], may: readingLogs, on: handlerLog },

    { who: ['flow log role'], may: [...writingLogs, 'logs:DescribeLogStreams'], on: ['flow log', 'flow log streams'] },
    { who: ['flow log role'], may: ['logs:DescribeLogGroups'], on: 'everything' },
    {
      who: ['API Gateway log role'],
      may: ['logs:CreateLogGroup', ...writingLogs, 'logs:DescribeLogGroups', 'logs:DescribeLogStreams', ...readingLogs],
      on: 'everything',
    },

    { who: ['Lambda service'], may: ['sts:AssumeRole'], on: ['handler role'] },
    { who: ['VPC Flow Logs service'], may: ['sts:AssumeRole'], on: ['flow log role'] },
    { who: apiGateway, may: ['sts:AssumeRole'], on: ['API Gateway log role'] },
    { who: ['this API'], may: ['lambda:InvokeFunction'], on: ['handler'] },
    { who: ['S3 log delivery'], may: ['s3:PutObject'], on: ['access log object'], by: pastTheEndpointOverTls },

    // Administrators keep their rights, less what the bucket and trust policies take from everybody.
    { who: administrators, may: ['*'], on: 'everything', by: pastTheEndpoint },
  ],
  exceptions: [
    { who: ['deployer', 'other administrator'], mayNot: ['s3:*'], on: [...documents, ...logObjects], by: insecurely },
    // The deployer manages the bucket and never touches a document; no other administrator gets near either.
    { who: ['deployer'], mayNot: ['s3:PutObject', 's3:GetObject*'], on: ['document'], by: ways },
    { who: ['other administrator'], mayNot: ['s3:*'], on: documents, by: ways },
    // AWS lets the root user replace a bucket policy that locks everybody out, and so does the evaluator.
    { who: ['root user'], mayNot: ['s3:*'], butMay: replacingBucketPolicy, on: documents, by: ways },
    { who: ['root user'], mayNot: ['s3:*'], butMay: replacingBucketPolicy, on: logObjects, by: insecurely },
    // Only those a trust policy names become a role, whatever their own policies say.
    { who: ['deployer'], mayNot: assuming, butMay: ['sts:AssumeRole'], on: ['client role', 'verifier role'], by: ways },
    { who: ['deployer'], mayNot: assuming, on: [...closedRoles, 'anything else'], by: ways },
    { who: ['other administrator', 'root user'], mayNot: assuming, on: [...allRoles, 'anything else'], by: ways },
  ],
};
