import { expectArn } from '../arn/expect.ts';

/**
 * Spares AWS services acting for themselves (log delivery, replication): they carry no `aws:PrincipalArn` and no
 * `aws:SourceVpce`, so a negated condition on those keys would hit them. `IfExists`, because unsigned requests do not
 * carry the key either, and they must stay denied.
 */
export const unlessAwsService = { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } as const;

/** Callers as `aws:PrincipalArn` has them; the ARN of a session would never match. */
export function principalArns(arns: readonly string[]): readonly string[] {
  for (const arn of arns) expectArn(arn, ['iam:role', 'iam:user', 'iam:root'], 'a caller as aws:PrincipalArn names it');
  return [...new Set(arns)].sort();
}
