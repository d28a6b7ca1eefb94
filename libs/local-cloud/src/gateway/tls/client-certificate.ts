import type { X509Certificate } from 'node:crypto';
import type { ClientCertificate } from '../../kernel/edge.ts';

/** A certificate as API Gateway tells it to functions and logs. */
export function clientCertificateOf(certificate: X509Certificate): ClientCertificate {
  return {
    pem: certificate.toString(),
    subjectDN: distinguishedName(certificate.subject),
    issuerDN: distinguishedName(certificate.issuer),
    serialNumber: serialNumberOf(certificate),
    validity: { notBefore: certificate.validFrom, notAfter: certificate.validTo },
  };
}

/** `4c:0a:…`: lower-case hex pairs with colons. */
export function serialNumberOf({ serialNumber }: Pick<X509Certificate, 'serialNumber'>): string {
  const digits = serialNumber.toLowerCase();
  const whole = digits.length % 2 === 0 ? digits : `0${digits}`;
  return (whole.match(/../g) ?? []).join(':');
}

/**
 * A name as RFC 2253 writes it, last part first. `name` has each part in a line, values escaped already, and ` + ` between the
 * values of one part, as Node tells it.
 */
export function distinguishedName(name: string | undefined): string {
  return (name ?? '')
    .split('\n')
    .filter((part) => part !== '')
    .reverse()
    .map((part) => part.replaceAll(' + ', '+'))
    .join(',');
}
