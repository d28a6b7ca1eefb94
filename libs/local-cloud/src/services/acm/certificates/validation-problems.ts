import { text } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { CERTIFICATE_VALIDATION, type Certificate } from './certificates.ts';

/**
 * A CertificateValidation waits until its certificate is issued. Here that is known at once: what AWS would wait for in vain is
 * refused with the words of the provider when its time is over.
 */
export function validationProblems(
  view: CloudView,
  certificates: ReadonlyMap<string, Certificate>,
): readonly { readonly urn: string; readonly message: string }[] {
  return view.ofType(CERTIFICATE_VALIDATION).flatMap(({ resource: { inputs, urn } }) => {
    const arn = text(inputs, 'certificateArn') ?? '';
    const certificate = certificates.get(arn);
    if (certificate === undefined || certificate.region !== text(inputs, 'region'))
      return [
        { urn, message: `ResourceNotFoundException: Could not find certificate ${arn} in ${text(inputs, 'region')}.` },
      ];
    const missing = certificate.validations.filter(({ valid }) => !valid).map(({ record }) => record);
    if (missing.length === 0) return [];
    const records = missing.map(({ name, type, value }) => `${name} ${type} ${value}`);
    const message =
      `waiting for ACM Certificate (${arn}) to be issued: timeout while waiting for state to become 'ISSUED' ` +
      "(last state: 'PENDING_VALIDATION', timeout: 1h15m0s). On AWS 'up' would wait that long first. No hosted zone that covers " +
      `the name has the validation ${records.length === 1 ? 'record' : 'records'} ${[...new Set(records)].join(', ')}`;
    return [{ urn, message }];
  });
}
