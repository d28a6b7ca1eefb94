import type { Service } from '../../kernel/service.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { AcmState } from './state.ts';

/** AWS Certificate Manager: public certificates that are validated through the name system. */
export const acm: Service<AcmState> = {
  name: 'acm',
  protocol: 'json-1.1',
  targetPrefix: 'CertificateManager',
  resources,
  operations,
  declaredOnly,
  createState: (host) => new AcmState(host),
};

export type { AcmState } from './state.ts';
export { issuedCertificate, readCertificates, type Certificate } from './certificates/certificates.ts';
export { CERTIFICATE, CERTIFICATE_VALIDATION } from './certificates/certificates.ts';
