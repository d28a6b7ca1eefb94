import { hash } from 'node:crypto';
import { canonicalRequest } from './canonical.ts';
import { decodeChunks } from './chunked.ts';
import { parseTimestamp, type Claim, type SignableRequest } from './claim.ts';
import { SignatureProblem } from './problem.ts';
import type { SigningKey } from './signing-key.ts';

export interface Verification {
  readonly request: SignableRequest;
  readonly claim: Claim;
  readonly body: Buffer;
  readonly signingKey: SigningKey;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Largest difference between the signer's clock and ours, in milliseconds. */
  readonly maxSkew: number;
}

/** The body an operation gets: decoded, and known to be what was signed (unless the signer chose otherwise on S3). */
export interface VerifiedPayload {
  readonly body: Buffer;
  /** Trailing headers of a chunked body, lower-case names. */
  readonly trailers?: Readonly<Record<string, string>>;
}

const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const UNSIGNED = 'UNSIGNED-PAYLOAD';

/** Checks time, signature and payload of a signed request. Throws SignatureProblem; returns the verified body. */
export function verifySignature(verification: Verification): VerifiedPayload {
  const { request, claim, body, signingKey } = verification;
  const s3 = claim.service === 's3';
  checkTime(verification);
  checkSignedHeaders(request, claim, s3);
  const payload = payloadHash(request, claim, body, s3);
  const canonical = canonicalRequest(request, claim.signedHeaders, payload, s3);
  const stringToSign = `AWS4-HMAC-SHA256\n${claim.timestamp}\n${claim.scope}\n${hash('sha256', canonical, 'hex')}`;
  if (!signingKey.verifies(stringToSign, claim.signature)) {
    throw new SignatureProblem('mismatch', '', {
      AWSAccessKeyId: claim.accessKeyId,
      StringToSign: stringToSign,
      SignatureProvided: claim.signature,
      CanonicalRequest: canonical,
    });
  }
  return openPayload(payload, verification);
}

function checkTime({ claim, now, maxSkew }: Verification): void {
  const signedAt = parseTimestamp(claim.timestamp);
  if (signedAt === undefined || claim.timestamp.slice(0, 8) !== claim.date) {
    throw new SignatureProblem(
      claim.source === 'query' ? 'incomplete-query' : 'incomplete',
      signedAt === undefined
        ? 'Date must be in ISO-8601 basic format, such as 20260101T000000Z.'
        : `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${claim.date}' != '${claim.timestamp.slice(0, 8)}', from '${claim.timestamp}'.`,
    );
  }
  if (signedAt > now + maxSkew) throw skewed('future', claim, now, maxSkew);
  if (claim.expires !== undefined) {
    const end = signedAt + claim.expires * 1000;
    if (now > end) {
      throw new SignatureProblem('expired', 'Request has expired', {
        'X-Amz-Expires': String(claim.expires),
        Expires: iso(end),
        ServerTime: iso(now),
      });
    }
  } else if (signedAt < now - maxSkew) {
    throw skewed('past', claim, now, maxSkew);
  }
}

function skewed(direction: 'future' | 'past', claim: Claim, now: number, maxSkew: number): SignatureProblem {
  return new SignatureProblem('skewed', direction, {
    RequestTime: claim.timestamp,
    ServerTime: iso(now),
    MaxAllowedSkewMilliseconds: String(maxSkew),
  });
}

const iso = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

function checkSignedHeaders(request: SignableRequest, claim: Claim, s3: boolean): void {
  const signed = `;${claim.signedHeaders};`;
  if (!signed.includes(';host;')) {
    throw new SignatureProblem(
      'incomplete',
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
  }
  if (!s3) return;
  let unsigned = '';
  for (const name in request.headers) {
    if (
      name.startsWith('x-amz-') &&
      !signed.includes(`;${name};`) &&
      !(claim.source === 'query' && name === 'x-amz-content-sha256')
    ) {
      unsigned += unsigned === '' ? name : `, ${name}`;
    }
  }
  if (unsigned !== '') {
    throw new SignatureProblem('unsigned-headers', 'There were headers present in the request which were not signed', {
      HeadersNotSigned: unsigned,
    });
  }
}

/** The last line of the canonical request. */
function payloadHash(request: SignableRequest, claim: Claim, body: Buffer, s3: boolean): string {
  const declared = request.headers['x-amz-content-sha256'];
  if (!s3) return sha256(body);
  if (claim.source === 'query') {
    const signed = `;${claim.signedHeaders};`.includes(';x-amz-content-sha256;');
    return (signed ? declared : claim.contentHash) ?? UNSIGNED;
  }
  if (declared === undefined) {
    throw new SignatureProblem(
      'missing-content-hash',
      'Missing required header for this request: x-amz-content-sha256',
    );
  }
  return declared;
}

function openPayload(payload: string, verification: Verification): VerifiedPayload {
  const { body, request, claim, signingKey } = verification;
  // Of the others the hash is the body's own, so the signature has said it all.
  if (claim.service !== 's3' || payload === UNSIGNED) return { body };
  if (payload.startsWith('STREAMING-')) {
    return decodeChunks(payload, body, { signingKey, claim, headers: request.headers });
  }
  if (!/^[0-9a-f]{64}$/.test(payload)) {
    throw new SignatureProblem(
      'invalid-content-hash',
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, ' +
        'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
      { ArgumentName: 'x-amz-content-sha256', ArgumentValue: payload.slice(0, 100) },
    );
  }
  const computed = sha256(body);
  if (computed !== payload) {
    throw new SignatureProblem(
      'content-mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      { ClientComputedContentSHA256: payload, S3ComputedContentSHA256: computed },
    );
  }
  return { body };
}

function sha256(body: Buffer): string {
  return body.length === 0 ? EMPTY_HASH : hash('sha256', body, 'hex');
}
