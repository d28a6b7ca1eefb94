import {
  assumedRoleArn,
  compilePolicy,
  iamRootArn,
  iamUserArn,
  parseArn,
  type CompiledPolicy,
  type ContextValue,
} from '@palisade/policies';
import type { CallerFacts } from './prove-access.ts';

type Context = Readonly<Record<string, ContextValue>>;

/** What AdministratorAccess grants. */
export const administratorAccess = compilePolicy(
  { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
  { name: 'AdministratorAccess', kind: 'identity' },
);

/** A session of a role. */
export function roleCaller(arn: string, identity: readonly CompiledPolicy[], context: Context = {}): CallerFacts {
  const account = parseArn(arn)?.account ?? '';
  const role = arn.slice(arn.lastIndexOf('/') + 1);
  return {
    principal: assumedRoleArn({ account, role, session: 'session' }),
    identity,
    context: { ...signedBy(arn, 'AssumedRole'), ...context },
  };
}

export function userCaller(
  at: { readonly account: string; readonly name: string },
  identity: readonly CompiledPolicy[],
): CallerFacts {
  const arn = iamUserArn(at);
  return { principal: arn, identity, context: signedBy(arn, 'User') };
}

export function rootCaller(account: string): CallerFacts {
  const arn = iamRootArn({ account });
  return { principal: arn, identity: [], context: signedBy(arn, 'Account') };
}

export const unsignedCaller: CallerFacts = {
  principal: 'anonymous',
  identity: [],
  context: { 'aws:PrincipalType': 'Anonymous' },
};

/** An AWS service on behalf of `sourceArn`. */
export function serviceCaller(principal: string, sourceAccount: string, sourceArn: string): CallerFacts {
  return {
    principal,
    identity: [],
    context: { 'aws:PrincipalIsAWSService': true, 'aws:SourceAccount': sourceAccount, 'aws:SourceArn': sourceArn },
  };
}

function signedBy(principalArn: string, type: string): Context {
  return {
    'aws:PrincipalArn': principalArn,
    'aws:PrincipalAccount': parseArn(principalArn)?.account ?? '',
    'aws:PrincipalType': type,
    'aws:PrincipalIsAWSService': false,
  };
}
