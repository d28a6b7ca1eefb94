import { parseArn } from '@palisade/policies';
import { operation, type Operation } from '../../../kernel/operation.ts';
import type { JsonObject } from '../../../kernel/wire.ts';
import { json } from '../../../kernel/wire.ts';
import type { Certificate } from '../certificates/certificates.ts';
import { InvalidArn, ValidationException } from '../errors.ts';
import type { AcmState } from '../state.ts';

/** An operation on the certificate of its `CertificateArn`. */
export function certificateOperation(
  name: string,
  answer: (certificate: Certificate, state: AcmState) => JsonObject,
): Operation<AcmState> {
  return operation<AcmState, string>({
    name,
    parse({ input }) {
      const arn = input['CertificateArn'];
      if (typeof arn !== 'string')
        throw new ValidationException(
          "1 validation error detected: Value null at 'certificateArn' failed to satisfy constraint: Member must not be null",
        );
      if (parseArn(arn)?.service !== 'acm') throw new InvalidArn(arn);
      return arn;
    },
    permissions: (arn, state) => [{ action: `acm:${name}`, resource: arn, context: tagContext(state.find(arn)) }],
    run: (arn, { region }, state) => json(answer(state.certificate(arn, region), state)),
  });
}

function tagContext(certificate: Certificate | undefined): Readonly<Record<string, string>> {
  const tags = Object.entries(certificate?.tags ?? {});
  return Object.fromEntries(tags.map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}
