import { X509Certificate } from 'node:crypto';
import { distinguishedName, serialNumberOf } from '@palisade/local-cloud';

/** A certificate as `certs list` shows it. */
export interface DescribedCertificate {
  readonly name: string;
  readonly kind: 'authority' | 'client' | 'server' | 'damaged';
  readonly subjectDN: string;
  readonly issuerDN: string;
  /** Lower-case hex pairs with colons, as API Gateway tells it. */
  readonly serialNumber: string;
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly state: 'good' | 'expired' | 'not yet valid' | 'damaged';
}

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';

/** @param now milliseconds since the epoch */
export function describeCertificate(name: string, pem: string, now: number): DescribedCertificate {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    const unknown = { subjectDN: '', issuerDN: '', serialNumber: '', notBefore: '', notAfter: '' };
    return { name, kind: 'damaged', ...unknown, state: 'damaged' };
  }
  const { ca, issuer, keyUsage, subject, validFromDate, validToDate } = certificate;
  return {
    name,
    // Node calls the extended key usage so.
    kind: ca ? 'authority' : keyUsage?.includes(SERVER_AUTHENTICATION) ? 'server' : 'client',
    subjectDN: distinguishedName(subject),
    issuerDN: distinguishedName(issuer),
    serialNumber: serialNumberOf(certificate),
    notBefore: validFromDate.toISOString(),
    notAfter: validToDate.toISOString(),
    state: validToDate.getTime() < now ? 'expired' : validFromDate.getTime() > now ? 'not yet valid' : 'good',
  };
}
