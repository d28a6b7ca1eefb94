import { allow } from '../../build/statement.ts';
import { expectArn } from '../../arn/expect.ts';
import type { ConditionBlock, Statement } from '../../statement.ts';

/**
 * In a trust policy: a service may take the role. Give `sourceAccount` and `sourceArn` where the service sends them;
 * Lambda and API Gateway do not document that they do.
 *
 * @example
 * assumedByService({ service: 'lambda.amazonaws.com' }).Principal; // => {"Service":"lambda.amazonaws.com"}
 */
export function assumedByService(at: {
  readonly service: string;
  readonly sourceAccount?: string;
  readonly sourceArn?: string;
}): Statement {
  const { service, sourceAccount, sourceArn } = at;
  const when: ConditionBlock = {
    ...(sourceArn !== undefined && { ArnLike: { 'aws:SourceArn': sourceArn } }),
    ...(sourceAccount !== undefined && { StringEquals: { 'aws:SourceAccount': sourceAccount } }),
  };
  return allow({
    sid: 'AssumedByService',
    principal: { Service: service },
    actions: ['sts:AssumeRole'],
    ...(Object.keys(when).length > 0 && { when }),
  });
}

/**
 * In a trust policy: these users, roles or accounts (their root ARN) may take the role. With `mfa` only with a second
 * factor no older than that. In the same account a named user or role needs no policy of its own for it; an account does.
 *
 * @example
 * assumedByPrincipals({ principals: [role], mfa: { maxAgeSeconds: 3600 } }).Action; // => sts:AssumeRole
 */
export function assumedByPrincipals(at: {
  readonly principals: readonly [string, ...string[]];
  readonly mfa?: { readonly maxAgeSeconds: number };
}): Statement {
  const { principals, mfa } = at;
  for (const principal of principals)
    expectArn(principal, ['iam:role', 'iam:user', 'iam:root'], 'a principal that may take the role');
  return allow({
    sid: 'AssumedByPrincipals',
    principal: { AWS: principals.length === 1 ? principals[0] : principals.toSorted() },
    actions: ['sts:AssumeRole'],
    ...(mfa && {
      when: {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': String(mfa.maxAgeSeconds) },
      },
    }),
  });
}
