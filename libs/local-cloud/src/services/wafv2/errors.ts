import { AwsError } from '../../kernel/errors.ts';

/** A value AWS WAF does not take. Source: AWS WAFV2 API Reference, WAFInvalidParameterException. */
export class WAFInvalidParameter extends AwsError {
  constructor(reason: string, field: string, parameter: string) {
    super('WAFInvalidParameterException', invalidParameter(reason, field, parameter));
  }
}

export class WAFNonexistentItem extends AwsError {
  constructor() {
    super('WAFNonexistentItemException', 'AWS WAF couldn’t perform the operation because your resource doesn’t exist.');
  }
}

export const LIMITS_EXCEEDED =
  'WAFLimitsExceededException: AWS WAF couldn’t perform the operation because you exceeded your resource limit.';

/** AWS's sentence: `Error reason: …, field: RULE, parameter: my-rule`. */
export function invalidParameter(reason: string, field: string, parameter: string): string {
  return `Error reason: ${reason}, field: ${field}, parameter: ${parameter}`;
}
