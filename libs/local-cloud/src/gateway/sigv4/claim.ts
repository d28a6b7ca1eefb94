import { parseQuery } from '../uri.ts';
import { SignatureProblem } from './problem.ts';

/** The parts of a request its signature is about, as they came from the wire. */
export interface SignableRequest {
  readonly method: string;
  readonly rawPath: string;
  readonly rawQuery: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Names and values alternating, as received; for headers that came more than once. */
  readonly rawHeaders: readonly string[];
}

/** What a request says about who signed it; nothing of it is believed before `verifySignature`. */
export interface Claim {
  readonly source: 'header' | 'query';
  readonly accessKeyId: string;
  /** `20260101` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** `20260101/us-east-1/s3/aws4_request` */
  readonly scope: string;
  /** As in the canonical request: `host;x-amz-date`. */
  readonly signedHeaders: string;
  readonly signature: string;
  /** `20260101T000000Z` */
  readonly timestamp: string;
  /** Seconds, of a presigned request. */
  readonly expires?: number;
  /** Content hash in the query of a presigned request. */
  readonly contentHash?: string;
  readonly token?: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const LONGEST_EXPIRY = 604_800;

/** Reads the Authorization header or the presigned query; undefined if the request is unsigned. Throws SignatureProblem. */
export function readClaim(request: SignableRequest): Claim | undefined {
  const authorization = request.headers['authorization'];
  if (authorization !== undefined) return fromHeader(authorization, request.headers);
  const { rawQuery } = request;
  if (rawQuery === '') return undefined;
  if (/(^|&)X-Amz-(Signature|Algorithm|Credential)=/i.test(rawQuery)) return fromQuery(parseQuery(rawQuery));
  if (/(^|&)AWSAccessKeyId=/.test(rawQuery) && /(^|&)Signature=/.test(rawQuery))
    throw new SignatureProblem('old-version');
  return undefined;
}

function fromHeader(authorization: string, headers: SignableRequest['headers']): Claim {
  const space = authorization.indexOf(' ');
  const algorithm = space === -1 ? authorization : authorization.slice(0, space);
  if (algorithm !== ALGORITHM) {
    if (algorithm === 'AWS') throw new SignatureProblem('old-version');
    throw new SignatureProblem('unsupported-algorithm', `Unsupported authorization type ${algorithm.slice(0, 40)}`);
  }
  let credential: string | undefined;
  let signedHeaders: string | undefined;
  let signature: string | undefined;
  for (const part of authorization.slice(space + 1).split(',')) {
    const equals = part.indexOf('=');
    const value = part.slice(equals + 1).trim();
    switch (part.slice(0, equals).trim()) {
      case 'Credential':
        credential = value;
        break;
      case 'SignedHeaders':
        signedHeaders = value;
        break;
      case 'Signature':
        signature = value;
        break;
    }
  }
  const timestamp = headers['x-amz-date'] ?? basicDate(headers['date']);
  if (!credential || !signedHeaders || !signature || timestamp === undefined) {
    const missing = [
      ...(credential ? [] : ["Authorization header requires 'Credential' parameter."]),
      ...(signature ? [] : ["Authorization header requires 'Signature' parameter."]),
      ...(signedHeaders ? [] : ["Authorization header requires 'SignedHeaders' parameter."]),
      ...(timestamp === undefined
        ? ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."]
        : []),
    ];
    throw new SignatureProblem('incomplete', missing.join(' '));
  }
  const token = headers['x-amz-security-token'];
  return {
    source: 'header',
    ...readCredential(credential, 'incomplete'),
    signedHeaders,
    signature,
    timestamp,
    ...(token !== undefined && { token }),
  };
}

function fromQuery(query: ReadonlyMap<string, string>): Claim {
  const [algorithm, credential, timestamp, expires, signedHeaders, signature] = [
    'X-Amz-Algorithm',
    'X-Amz-Credential',
    'X-Amz-Date',
    'X-Amz-Expires',
    'X-Amz-SignedHeaders',
    'X-Amz-Signature',
  ].map((name) => query.get(name));
  if (!algorithm || !credential || !timestamp || !expires || !signedHeaders || !signature) {
    throw new SignatureProblem(
      'incomplete-query',
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, ' +
        'X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  }
  if (algorithm !== ALGORITHM) {
    throw new SignatureProblem('incomplete-query', `X-Amz-Algorithm only supports "${ALGORITHM}"`);
  }
  const seconds = Number(expires);
  if (!/^-?\d+$/.test(expires)) throw new SignatureProblem('incomplete-query', 'X-Amz-Expires should be a number');
  if (seconds < 0) throw new SignatureProblem('incomplete-query', 'X-Amz-Expires must be non-negative');
  if (seconds > LONGEST_EXPIRY) {
    throw new SignatureProblem(
      'incomplete-query',
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${LONGEST_EXPIRY} seconds`,
    );
  }
  const token = query.get('X-Amz-Security-Token');
  const contentHash = query.get('X-Amz-Content-Sha256');
  return {
    source: 'query',
    ...readCredential(credential, 'incomplete-query'),
    signedHeaders,
    signature,
    timestamp,
    expires: seconds,
    ...(contentHash !== undefined && { contentHash }),
    ...(token !== undefined && { token }),
  };
}

function readCredential(
  credential: string,
  problem: 'incomplete' | 'incomplete-query',
): Pick<Claim, 'accessKeyId' | 'date' | 'region' | 'service' | 'scope'> {
  const [accessKeyId, date, region, service, terminator, ...rest] = credential.split('/');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || rest.length > 0) {
    throw new SignatureProblem(
      problem,
      `the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".`,
    );
  }
  return { accessKeyId, date, region, service, scope: credential.slice(accessKeyId.length + 1) };
}

/** `Thu, 01 Jan 2026 00:00:00 GMT` → `20260101T000000Z` */
function basicDate(date: string | undefined): string | undefined {
  if (date === undefined) return undefined;
  const time = Date.parse(date);
  return Number.isNaN(time) ? undefined : formatTimestamp(time);
}

export function formatTimestamp(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** Milliseconds since the epoch of `20260101T000000Z`; undefined for anything else. */
export function parseTimestamp(timestamp: string): number | undefined {
  if (timestamp.length !== 16 || timestamp[8] !== 'T' || timestamp[15] !== 'Z') return undefined;
  const number = (from: number, to: number): number => Number(timestamp.slice(from, to));
  const time = Date.UTC(number(0, 4), number(4, 6) - 1, number(6, 8), number(9, 11), number(11, 13), number(13, 15));
  return Number.isNaN(time) ? undefined : time;
}
