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

/** The verdict on a call: with an identity policy by that alone, with another kind by an administrator or a service. */
export function verdictOn(policy: Policy, { action, on, by = role, with: context = {} }: Call): string {
  const person = by.startsWith('arn:') ? { 'aws:PrincipalArn': by, 'aws:PrincipalIsAWSService': false } : {};
  const compiled = compile(policy);
  return decide(
    { principal: by, action, resource: { arn: on, accountId: account }, context: { ...person, ...context } },
    policy.kind === 'identity'
      ? { identity: [compiled] }
      : { identity: by.startsWith('arn:') ? [administrator] : [], resource: compiled },
  ).verdict;
}
