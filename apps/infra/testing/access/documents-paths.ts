import type { RequestPath } from '@palisade/policies';
import type { Way } from '../../src/access-contract.ts';
import { outside, tls } from './paths.ts';
import { overTls } from './world.ts';

const encrypted = { 's3:x-amz-server-side-encryption': 'AES256' };
const endpoint = 's3';

/** The ways of a contract as requests carry them; `s3` is the system's endpoint. */
export const documentsPaths: Readonly<Record<Way, RequestPath>> = {
  tls: overTls,
  'tls-silent': { context: { ...tls, ...outside } },
  endpoint: { endpoint, context: { ...tls, ...encrypted } },
  'endpoint-kms': { endpoint, context: { ...tls, 's3:x-amz-server-side-encryption': 'aws:kms' } },
  'endpoint-silent': { endpoint, context: tls },
  'other-endpoint': { context: { ...tls, ...encrypted, 'aws:SourceVpce': 'vpce-00000000000000000' } },
  'plain-http': { context: { ...outside, ...encrypted, 'aws:SecureTransport': false } },
  'old-tls': { context: { ...outside, ...encrypted, 'aws:SecureTransport': true, 's3:TlsVersion': '1.1' } },
};
