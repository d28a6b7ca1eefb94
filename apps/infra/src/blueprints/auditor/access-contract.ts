import type { AccessContract, Entrances, SecondLine } from '../../access-contract.ts';
import { assuming } from '../access-actions.ts';
import type { AuditorSettings } from './settings.ts';

/** Callers an auditor stack meets. */
export type AuditorCaller =
  /** A session of the role. */
  | 'auditor'
  /** An administrator, and whom the role trusts; without a second factor, with a fresh one, with one shown an hour ago. */
  | 'deployer'
  | 'deployer with MFA'
  | 'deployer with old MFA'
  | 'other administrator with MFA'
  | 'root user'
  /** Of the same account, without any policy. */
  | 'stranger'
  | 'stranger with MFA'
  | 'administrator of another account with MFA'
  | 'unsigned'
  | 'Lambda service';

/** What they may meet: the four log groups of a documents stack, each also for its streams, and what is not the auditor's. */
export type AuditorResource =
  | 'handler log'
  | 'handler log streams'
  | 'access log'
  | 'access log streams'
  | 'execution log'
  | 'execution log streams'
  | 'flow log'
  | 'flow log streams'
  /** Its name begins like that of an audited group. */
  | 'log called alike'
  | 'log called alike streams'
  | 'other log'
  | 'other log streams'
  /** Of the same name as an audited group. */
  | 'handler log of another region'
  | 'handler log of another region streams'
  /** Without policies of their own, which could hide what the auditor's would allow. */
  | 'bucket'
  | 'object'
  | 'function'
  | 'auditor role'
  | 'other role'
  /** For actions that have no resource, or none of this system's. */
  | 'anything else';

/** Nothing but S3 tells ways apart, and no policy here is about S3. */
type Way = 'tls';

const audited: readonly [AuditorResource, ...AuditorResource[]] = [
  'handler log',
  'handler log streams',
  'access log',
  'access log streams',
  'execution log',
  'execution log streams',
  'flow log',
  'flow log streams',
];
const administrators: readonly AuditorCaller[] = [
  'deployer',
  'deployer with MFA',
  'deployer with old MFA',
  'other administrator with MFA',
  'root user',
];

/** The access contract of the auditor blueprint: with `palisade:auditorMfa: off` the deployer needs no second factor. */
export function auditorAccess(mfa: AuditorSettings['auditorMfa']): AccessContract<AuditorCaller, AuditorResource, Way> {
  const trusted: readonly AuditorCaller[] =
    mfa === 'required' ? ['deployer with MFA'] : ['deployer', 'deployer with MFA', 'deployer with old MFA'];
  return {
    usualPath: 'tls',
    grants: [
      { who: ['auditor'], may: ['logs:FilterLogEvents', 'logs:GetLogEvents'], on: audited },
      { who: administrators, may: ['*'], on: 'everything' },
    ],
    exceptions: [
      // Only those a trust policy names become a role, whatever their own policies say.
      { who: trusted, mayNot: assuming, butMay: ['sts:AssumeRole'], on: ['auditor role'], by: 'every path' },
      {
        who: administrators.filter((who) => !trusted.includes(who)),
        mayNot: assuming,
        on: ['auditor role'],
        by: 'every path',
      },
      { who: administrators, mayNot: assuming, on: ['other role', 'anything else'], by: 'every path' },
    ],
  };
}

/** What the auditor's policies say twice. */
export const auditorSecondLines: readonly SecondLine[] = [
  {
    kind: 'trust',
    statement: 'AssumedByPrincipals',
    change: 'aws:MultiFactorAuthPresent',
    because: 'A second factor has an age whenever it is present; people and checkers look for this key.',
  },
];

/** Who must get in, so that the audit can happen. */
export const auditorEntrances: Entrances<AuditorCaller, AuditorResource, Way> = [
  {
    who: 'deployer with MFA',
    may: ['sts:AssumeRole'],
    on: ['auditor role'],
    by: 'tls',
    or: 'nobody becomes the auditor',
  },
  {
    who: 'auditor',
    may: ['logs:FilterLogEvents', 'logs:GetLogEvents'],
    on: audited,
    by: 'tls',
    or: 'there is a log nobody can audit',
  },
];
