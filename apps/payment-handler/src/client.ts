import { HttpProblem, type ClientCertificate, type ProblemKind } from '@palisade/lambda-kit';

/** Who calls: what is recorded of the certificate with a payment. */
export type Client = Pick<ClientCertificate, 'subjectDN' | 'issuerDN' | 'serialNumber'>;

export const certificateRequired: ProblemKind = {
  status: 403,
  code: 'certificate-required',
  title: 'This takes a client certificate',
};
export const certificateNotValid: ProblemKind = {
  status: 403,
  code: 'certificate-not-valid',
  title: 'The client certificate is not valid at this time',
};
export const certificateRevoked: ProblemKind = {
  status: 403,
  code: 'certificate-revoked',
  title: 'The client certificate has been revoked',
};

/** How far the clock here may be from the one that let the connection in. */
const SKEW_MILLIS = 5 * 60 * 1000;

/**
 * The client, when it showed a certificate that is valid by our clock too. TLS has asked the same at the handshake; asking again
 * ends what outlives the certificate (a connection kept open), and a method that is reached without mutual TLS lets nobody in.
 */
export function clientOf(certificate: ClientCertificate | undefined, now: Date): Client {
  if (!certificate) throw new HttpProblem(certificateRequired);
  const { subjectDN, issuerDN, serialNumber, notBefore, notAfter } = certificate;
  const time = now.getTime();
  if (time < notBefore.getTime() - SKEW_MILLIS || time > notAfter.getTime() + SKEW_MILLIS) {
    throw new HttpProblem(certificateNotValid);
  }
  return { subjectDN, issuerDN, serialNumber };
}
