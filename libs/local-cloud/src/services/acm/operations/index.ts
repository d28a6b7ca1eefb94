import type { Operation } from '../../../kernel/operation.ts';
import type { AcmState } from '../state.ts';
import { describeCertificate } from './describe-certificate.ts';
import { listCertificates } from './list-certificates.ts';
import { listTagsForCertificate } from './list-tags-for-certificate.ts';

export const operations: readonly Operation<AcmState>[] = [
  describeCertificate,
  listCertificates,
  listTagsForCertificate,
];
