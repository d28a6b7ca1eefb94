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

/** A member of a request that is missing or of the wrong form. */
export class ValidationException extends AwsError {
  constructor(member: string, constraint: string) {
    super(
      'ValidationException',
      `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
    );
  }
}

/** Keys that are no addresses cannot be listed. */
export class WAFUnsupportedAggregateKeyType extends AwsError {
  constructor() {
    super(
      'WAFUnsupportedAggregateKeyTypeException',
      'The rule that you’ve named doesn’t aggregate solely on the IP address or solely on the forwarded IP address.',
    );
  }
}
