import { iamRoleArn } from '../arn/index.ts';
import { compile, type Policy } from '../build/policy.ts';
import type { ContextValue } from '../evaluate/context.ts';
import { decide } from '../evaluate/decide.ts';
import { compilePolicy } from '../evaluate/policy.ts';

export const here = { region: 'us-east-1', account: '111122223333' };
export const { account } = here;
export const otherAccount = '444455556666';
export const role = iamRoleArn({ account, name: 'r' });

export const administrator = compilePolicy(
  { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
  { name: 'AdministratorAccess', kind: 'identity' },
);

/** One call beside a policy: who asks for what on which resource, and what AWS would send with it. */
export interface Call {
  readonly action: string;
  readonly on: string;
  /** `role`, unless said otherwise. */
  readonly by?: string;
  readonly with?: Readonly<Record<string, ContextValue>>;
}

/**
 * The verdict on a call: with an identity policy by that and the policy `beside` it, with another kind by that and a
 * caller who may do everything, or a service.
 */
export function verdictOn(policy: Policy, call: Call, beside?: Policy): string {
  const { action, on, by = role, with: context = {} } = call;
  const person = by.startsWith('arn:') ? { 'aws:PrincipalArn': by, 'aws:PrincipalIsAWSService': false } : {};
  const compiled = compile(policy);
  return decide(
    { principal: by, action, resource: { arn: on, accountId: account }, context: { ...person, ...context } },
    policy.kind === 'identity'
      ? { identity: [compiled], ...(beside && { resource: compile(beside) }) }
      : { identity: by.startsWith('arn:') ? [administrator] : [], resource: compiled },
  ).verdict;
}

/** What AWS sends with a call a service makes for a source. */
export function sending(sourceArn: string, sourceAccount = account): Readonly<Record<string, ContextValue>> {
  return { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': sourceAccount, 'aws:PrincipalIsAWSService': true };
}
