import type { ConditionBlock } from '../statement.ts';
import { principalArns } from './exemptions.ts';

/**
 * Callers without a second factor, but for `except`: programs that deploy, which have none. Keys of a user carry no
 * `aws:MultiFactorAuthPresent` at all, hence `IfExists`; AWS services acting for themselves are spared.
 * Source: IAM User Guide, "AWS global condition context keys", aws:MultiFactorAuthPresent.
 */
export function withoutMfa(except: readonly [string, ...string[]]): ConditionBlock {
  return {
    ArnNotLike: { 'aws:PrincipalArn': principalArns(except) },
    BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false', 'aws:PrincipalIsAWSService': 'false' },
  };
}

/** Who needs no second factor: whoever deploys must be among them, or the next deployment and the removal of the stack fail. */
export interface MfaExemption {
  readonly except: readonly [string, ...string[]];
}
