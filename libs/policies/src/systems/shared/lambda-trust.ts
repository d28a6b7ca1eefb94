import type { Policy } from '../../build/policy.ts';
import { assumedByService } from '../../capabilities/sts/assume-role.ts';
import { trustPolicy } from '../../kinds/trust.ts';

/**
 * The trust policy of a function's role. Lambda does not document that it sends aws:SourceArn, so none is asked for.
 *
 * @example
 * lambdaTrustPolicy().kind; // => trust
 */
export function lambdaTrustPolicy(): Policy {
  return trustPolicy('lambda-trust', [assumedByService({ service: 'lambda.amazonaws.com' })]);
}
