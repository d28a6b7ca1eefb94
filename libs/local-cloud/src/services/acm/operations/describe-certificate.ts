import type { JsonObject } from '../../../kernel/wire.ts';
import type { Certificate } from '../certificates/certificates.ts';
import { certificateOperation } from './certificate-operation.ts';

/** Source: AWS Certificate Manager API Reference, DescribeCertificate. */
export const describeCertificate = certificateOperation('DescribeCertificate', (certificate, state) => {
  const { createdAt, issuedAt } = state.dates.of(certificate.arn) ?? {};
  return {
    Certificate: {
      CertificateArn: certificate.arn,
      DomainName: certificate.domainName,
      SubjectAlternativeNames: certificate.subjectAlternativeNames,
      DomainValidationOptions: certificate.validations.map(shownValidation),
      Subject: `CN=${certificate.domainName}`,
      Issuer: 'Amazon',
      ...(createdAt !== undefined && { CreatedAt: createdAt / 1000 }),
      ...(issuedAt !== undefined && certificate.status === 'ISSUED' && { IssuedAt: issuedAt / 1000 }),
      Status: certificate.status,
      KeyAlgorithm: certificate.keyAlgorithm.replace('RSA_', 'RSA-'),
      Type: 'AMAZON_ISSUED',
      Options: {
        CertificateTransparencyLoggingPreference: certificate.transparencyLogging,
        Export: 'DISABLED',
      },
    },
  };
});

function shownValidation({ domainName, record, valid }: Certificate['validations'][number]): JsonObject {
  return {
    DomainName: domainName,
    ValidationDomain: domainName,
    ValidationStatus: valid ? 'SUCCESS' : 'PENDING_VALIDATION',
    ResourceRecord: { Name: record.name, Type: record.type, Value: record.value },
    ValidationMethod: 'DNS',
  };
}
