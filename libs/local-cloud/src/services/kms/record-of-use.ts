import type { ServiceCall } from '../../kernel/activity.ts';
import type { AwsError } from '../../kernel/errors.ts';
import type { UseOfKey } from './use-of-key.ts';

/** What a record of the cloud's activity says about a service's use of a key. */
export function recordOfUse(action: string, use: UseOfKey, resource: string, refused?: AwsError): ServiceCall {
  const { context, principal, region, viaService } = use;
  return {
    action,
    resource,
    principal,
    region,
    encryptionContext: context,
    ...(viaService !== undefined && { invokedBy: viaService.replace(`.${region}.`, '.') }),
    ...(refused && { errorCode: refused.code, errorMessage: refused.message }),
  };
}
