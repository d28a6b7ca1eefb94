import type { AccessContract } from '../../access-contract.ts';
import { assuming, encrypting, managingKey, readingLogs, writingLogs } from '../access-actions.ts';

/** Callers a secure-api stack meets. */
export type SecureApiCaller =
  | 'handler code'
  | 'client'
  | 'verifier'
  /** Roles of another stack: the one a stack of the blueprint auditor makes, and one that may read the logs but not use the key. */
  | 'auditor'
  | 'log reader without the key'
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
  | 'CloudWatch Logs'
  | 'CloudWatch Logs of another region'
  /** With the source that the function's policy expects of API Gateway. */
  | 'another service for GET /'
  | 'another service for any path'
  /** For one of this API's methods and its stage. */
  | 'GET / of this API'
  | 'any path of this API'
  | 'the health route of this API'
  | 'another API'
  | 'another stage of this API';

/** What they may meet there. A log group stands for itself and, as "streams", for what is in it. */
export type SecureApiResource =
  | 'key'
  /** With the default key policy: the account's identity policies decide. */
  | 'other key'
  | 'handler log'
  | 'handler log streams'
  | 'access log'
  | 'access log streams'
  | 'execution log'
  | 'execution log streams'
  | 'other log'
  | 'other log streams'
  | 'GET /'
  | 'POST /'
  | 'any path'
  | 'any path of another stage'
  | 'any path of another API'
  | 'handler'
  | 'other function'
  | 'handler role'
  | 'client role'
  | 'verifier role'
  | 'API Gateway log role'
  /** For actions that have no resource, or none of this system's. */
  | 'anything else';

/**
 * How a request comes to the key; everything else is called directly, by `tls`. `group-context`, `function-context`: directly,
 * with a log group of this stack or its function as encryption context · `logs`: CloudWatch Logs asks for its caller, about a group of this stack · `logs-other-group`: about another ·
 * `logs-other-region`: in another region · `lambda`: Lambda asks for its caller, about this function · `lambda-other-function`:
 * about another · `s3`: S3 asks for its caller.
 */
export const secureApiWays = [
  'tls',
  'group-context',
  'function-context',
  'logs',
  'logs-other-group',
  'logs-other-region',
  'lambda',
  'lambda-other-function',
  's3',
] as const;
export type SecureApiWay = (typeof secureApiWays)[number];

const administrators: readonly SecureApiCaller[] = ['deployer', 'other administrator', 'root user'];
const handlerLog: readonly SecureApiResource[] = ['handler log', 'handler log streams'];
const accessLog: readonly SecureApiResource[] = ['access log', 'access log streams'];
const executionLog: readonly SecureApiResource[] = ['execution log', 'execution log streams'];
const closedRoles: readonly SecureApiResource[] = ['handler role', 'API Gateway log role'];
const openRoles: readonly SecureApiResource[] = ['client role', 'verifier role'];
const apiGateway: readonly SecureApiCaller[] = [
  'GET / of this API',
  'any path of this API',
  'the health route of this API',
  'another API',
  'another stage of this API',
];

const using = 'kms:*';

/** The access contract of the secure-api blueprint. */
export const secureApiAccess: AccessContract<SecureApiCaller, SecureApiResource, SecureApiWay> = {
  usualPath: 'tls',
  grants: [
    { who: ['handler code'], may: writingLogs, on: ['handler log streams'] },
    { who: ['client'], may: ['execute-api:Invoke'], on: ['GET /', 'any path'] },
    { who: ['verifier'], may: readingLogs, on: [...handlerLog, ...accessLog] },
    {
      who: ['auditor', 'log reader without the key'],
      may: readingLogs,
      on: [...handlerLog, ...accessLog, ...executionLog],
    },
    // Reading an encrypted log takes both: the log and, through CloudWatch Logs, the key.
    { who: ['verifier', 'auditor'], may: ['kms:Decrypt'], on: ['key'], by: ['logs'] },
    { who: ['CloudWatch Logs'], may: encrypting, on: ['key'], by: ['group-context', 'logs', 'logs-other-region'] },
    {
      who: ['API Gateway log role'],
      may: ['logs:CreateLogGroup', ...writingLogs, 'logs:DescribeLogGroups', 'logs:DescribeLogStreams', ...readingLogs],
      on: 'everything',
    },
    { who: ['Lambda service'], may: ['sts:AssumeRole'], on: ['handler role'] },
    { who: apiGateway, may: ['sts:AssumeRole'], on: ['API Gateway log role'] },
    { who: ['GET / of this API', 'any path of this API'], may: ['lambda:InvokeFunction'], on: ['handler'] },
    // Administrators keep their rights, less what the key and trust policies take from everybody.
    { who: administrators, may: ['*'], on: 'everything', by: 'every path' },
  ],
  exceptions: [
    // They manage the key; they use it through CloudWatch Logs, to read these logs, and the deployer through Lambda.
    {
      who: administrators,
      mayNot: [using],
      butMay: managingKey,
      on: ['key'],
      by: [
        'tls',
        'group-context',
        'function-context',
        'logs-other-group',
        'logs-other-region',
        's3',
        'lambda-other-function',
      ],
    },
    { who: administrators, mayNot: [using], butMay: [...managingKey, 'kms:Decrypt'], on: ['key'], by: ['logs'] },
    {
      who: ['deployer'],
      mayNot: [using],
      butMay: [...managingKey, 'kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt'],
      on: ['key'],
      by: ['lambda'],
    },
    {
      who: ['other administrator', 'root user'],
      mayNot: [using],
      butMay: managingKey,
      on: ['key'],
      by: ['lambda'],
    },
    // Only those a trust policy names become a role, whatever their own policies say.
    { who: ['deployer'], mayNot: assuming, butMay: ['sts:AssumeRole'], on: openRoles, by: 'every path' },
    { who: ['deployer'], mayNot: assuming, on: [...closedRoles, 'anything else'], by: 'every path' },
    {
      who: ['other administrator', 'root user'],
      mayNot: assuming,
      on: [...closedRoles, ...openRoles, 'anything else'],
      by: 'every path',
    },
  ],
};
