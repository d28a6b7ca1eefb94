import { list, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { blocks, text, texts } from '../../../kernel/properties.ts';
import { CERTIFICATE, CERTIFICATE_VALIDATION } from '../certificates/certificates.ts';

const plain = (name: string): string => name.replace(/\.$/, '').toLowerCase();

/** Waits for a certificate; `interpret` asks whether it is issued. It is no object of AWS itself. */
export const certificateValidation: ResourceModel = {
  token: CERTIFICATE_VALIDATION,
  inputs: object({ certificateArn: required(string), validationRecordFqdns: list(string) }),
  replaceOn: ['certificateArn', 'validationRecordFqdns'],
  outputs: (inputs) => ({ id: text(inputs, 'certificateArn') ?? '', outputs: {} }),
  checkInGraph({ inputs }, _graph, lookup) {
    const certificate = lookup.byId(CERTIFICATE, text(inputs, 'certificateArn') ?? '');
    const given = texts(inputs, 'validationRecordFqdns').map(plain);
    if (certificate === undefined || given.length === 0) return [];
    return blocks(certificate.outputs, 'domainValidationOptions')
      .map((option) => ({ domain: text(option, 'domainName'), name: text(option, 'resourceRecordName') ?? '' }))
      .filter(({ name }) => !given.includes(plain(name)))
      .map(({ domain, name }) => `missing ${domain} DNS validation record: ${plain(name)}`);
  },
};
