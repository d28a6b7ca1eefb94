import type { AccessContract, Entrances, SecondLine } from '../../access-contract.ts';
import { assuming } from '../access-actions.ts';

/** Callers a baseline stack meets. */
export type BaselineCaller =
  | 'Config'
  | 'Config for another account'
  | 'another service'
  | 'deployer'
  | 'root user'
  /** Of the same account, without any policy. */
  | 'stranger'
  | 'administrator of another account'
  | 'unsigned';

/** What they may meet. */
export type BaselineResource =
  | 'history bucket'
  | 'history object'
  | 'history object of another account'
  /** Beside what Config writes. */
  | 'object elsewhere'
  | 'other bucket'
  | 'other object'
  | 'Config role'
  | 'other role'
  /** For actions that have no resource, or none of this system's. */
  | 'anything else';

/** `owner-acl`: an upload that gives the object to the bucket's owner, as Config's do. */
export type BaselineWay = 'tls' | 'owner-acl' | 'plain-http' | 'old-tls';

export const baselineWays: readonly BaselineWay[] = ['tls', 'owner-acl', 'plain-http', 'old-tls'];

const ofHistory: readonly BaselineResource[] = [
  'history bucket',
  'history object',
  'history object of another account',
  'object elsewhere',
];
const administrators: readonly BaselineCaller[] = ['deployer', 'root user'];
const overTls: readonly BaselineWay[] = ['tls', 'owner-acl'];
const insecurely: readonly BaselineWay[] = ['plain-http', 'old-tls'];
const replacingBucketPolicy = ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'];

/** The access contract of the baseline blueprint. */
export const baselineAccess: AccessContract<BaselineCaller, BaselineResource, BaselineWay> = {
  usualPath: 'tls',
  grants: [
    { who: ['Config'], may: ['s3:PutObject'], on: ['history object'], by: ['owner-acl'] },
    { who: ['Config'], may: ['s3:GetBucketAcl', 's3:ListBucket'], on: ['history bucket'], by: overTls },
    { who: ['Config', 'Config for another account'], may: ['sts:AssumeRole'], on: ['Config role'] },
    { who: administrators, may: ['*'], on: 'everything', by: baselineWays },
  ],
  exceptions: [
    { who: ['deployer'], mayNot: ['s3:*'], on: ofHistory, by: insecurely },
    // AWS lets the root user replace a bucket policy that locks everybody out, and so does the evaluator.
    { who: ['root user'], mayNot: ['s3:*'], butMay: replacingBucketPolicy, on: ofHistory, by: insecurely },
    // Only those a trust policy names become a role, whatever their own policies say.
    { who: administrators, mayNot: assuming, on: ['Config role', 'other role', 'anything else'], by: 'every path' },
  ],
};

/** What the baseline's policies say twice. */
export const baselineSecondLines: readonly SecondLine[] = ['DenyInsecureTransport', 'DenyOldTls'].map((statement) => ({
  kind: 'bucket',
  statement,
  change: 'resources',
  because: 'A resource policy is about its own resource only, whatever its Resource says.',
}));

/** Who must get in, so that there is a history. */
export const baselineEntrances: Entrances<BaselineCaller, BaselineResource, BaselineWay> = [
  { who: 'Config', may: ['s3:PutObject'], on: ['history object'], by: 'owner-acl', or: 'Config delivers no history' },
  {
    who: 'Config',
    may: ['s3:GetBucketAcl', 's3:ListBucket'],
    on: ['history bucket'],
    by: 'tls',
    or: 'Config does not find its bucket',
  },
  { who: 'Config', may: ['sts:AssumeRole'], on: ['Config role'], by: 'tls', or: 'Config cannot read what it records' },
  {
    who: 'deployer',
    may: ['s3:PutBucketPolicy', 's3:DeleteBucket'],
    on: ['history bucket'],
    by: 'tls',
    or: 'nobody can look after the bucket',
  },
];
