import type { ContextValue } from '@palisade/policies';
import type { WireRequest } from '../../../kernel/wire.ts';

export type ConditionKeys = Readonly<Record<string, ContextValue>>;

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Condition keys that every S3 request has: how it was signed and whose bucket it is about. (`s3:TlsVersion` comes from the door,
 * which knows the socket.) Source: Service Authorization Reference, "Condition keys for Amazon S3".
 */
export function requestKeys({ headers, query }: WireRequest, accountId: string, now: number): ConditionKeys {
  const keys: Record<string, ContextValue> = { 's3:ResourceAccount': accountId };
  const payload = headers['x-amz-content-sha256'];
  if (payload !== undefined) keys['s3:x-amz-content-sha256'] = payload;
  if (headers['authorization'] !== undefined) {
    keys['s3:authType'] = 'REST-HEADER';
    keys['s3:signatureversion'] = ALGORITHM;
  } else if (query.has('X-Amz-Signature')) {
    keys['s3:authType'] = 'REST-QUERY-STRING';
    keys['s3:signatureversion'] = ALGORITHM;
    keys['s3:signatureAge'] = now - signedAt(query.get('X-Amz-Date') ?? '');
  }
  return keys;
}

/** `20260101T000000Z`; the door has checked its form. */
function signedAt(timestamp: string): number {
  return Date.parse(timestamp.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
}
