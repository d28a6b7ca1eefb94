/*
 * The workspace's certificates, for the command that makes and lists them.
 */
export { CertificateAuthority, type KeyedCertificate } from './ca.ts';
export { distinguishedName, serialNumberOf } from './client-certificate.ts';
export { keyKinds, kindOfKey, type KeyKind } from './key-kind.ts';
export type { AuthoritySubject, ServerNames, Subject, Validity } from './issue.ts';

/** What issues certificates: `issueAuthority`, `issueClientCertificate`, `issueServerCertificate`. It is loaded when it is needed. */
export const certificateIssuing = () => import('./issue.ts');
