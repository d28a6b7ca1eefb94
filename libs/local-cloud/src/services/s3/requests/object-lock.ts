import { NotSupportedError } from '../../../kernel/errors.ts';
import type { WireRequest } from '../../../kernel/wire.ts';
import type { XmlNode } from '../../../kernel/xml.ts';
import type { Bucket } from '../bucket.ts';
import { InvalidArgument, InvalidRequest, MalformedXml } from '../errors.ts';
import { remainingDays, retentionModes, type Retention, type VersionLock } from '../locks/retention.ts';
import { claimedChecksum } from './digest.ts';
import type { ConditionKeys } from './request-keys.ts';
import { childText } from './xml-body.ts';

const MODE = 'x-amz-object-lock-mode';
const UNTIL = 'x-amz-object-lock-retain-until-date';
const HOLD = 'x-amz-object-lock-legal-hold';
const BYPASS = 'x-amz-bypass-governance-retention';

/** What the headers of a write say about the lock of the new version. Source: Amazon S3 API Reference, PutObject. */
export function lockOf(
  { headers }: Pick<WireRequest, 'headers'>,
  bucket: Pick<Bucket, 'objectLock'>,
  now: number,
): VersionLock {
  const event = Object.keys(headers).find((name) => name.startsWith('x-amz-object-lock-event-hold'));
  if (event !== undefined) throw new NotSupportedError(`event holds of Object Lock (${event})`);
  const [mode, until, hold] = [headers[MODE], headers[UNTIL], headers[HOLD]];
  if (mode === undefined && until === undefined && hold === undefined) return {};
  if (bucket.objectLock === undefined) throw new InvalidRequest('Bucket is missing ObjectLockConfiguration');
  if ((mode === undefined) !== (until === undefined)) {
    throw new InvalidArgument(`${UNTIL} and ${MODE} must both be supplied`, mode === undefined ? MODE : UNTIL, '');
  }
  const time = until === undefined ? undefined : future(until, UNTIL, now);
  if (hold !== undefined && hold !== 'ON' && hold !== 'OFF') {
    throw new InvalidArgument("Legal Hold must be either of 'ON' or 'OFF'", HOLD, hold);
  }
  return {
    ...(mode !== undefined && time !== undefined && { retention: { mode: modeNamed(mode), until: time } }),
    ...(hold !== undefined && { legalHold: hold === 'ON' }),
  };
}

/** A `Retention` document; undefined for an empty one, which takes the retention away. */
export function retentionFromXml(
  { name, node }: { readonly name: string; readonly node: XmlNode },
  now: number,
): Retention | undefined {
  if (name !== 'Retention') throw new MalformedXml();
  const [mode, until] = [childText(node, 'Mode'), childText(node, 'RetainUntilDate')];
  if (mode === undefined && until === undefined) return undefined;
  const known = retentionModes.find((each) => each === mode);
  if (known === undefined || until === undefined || Number.isNaN(instant(until))) throw new MalformedXml();
  return { mode: known, until: future(until, 'RetainUntilDate', now) };
}

/** A `LegalHold` document: whether the version is held. */
export function legalHoldFromXml({ name, node }: { readonly name: string; readonly node: XmlNode }): boolean {
  const status = childText(node, 'Status');
  if (name !== 'LegalHold' || (status !== 'ON' && status !== 'OFF')) throw new MalformedXml();
  return status === 'ON';
}

/** Whether the caller asks to set governance aside, which needs a permission of its own. */
export function bypassOf({ headers }: WireRequest, bucket: Bucket): boolean {
  const header = headers[BYPASS];
  if (header === undefined) return false;
  if (bucket.objectLock === undefined) {
    throw new InvalidArgument(`${BYPASS} is only applicable to Object Lock enabled buckets.`, BYPASS, header);
  }
  return header.toLowerCase() === 'true';
}

/** `s3:object-lock-…` of a request that brings a lock. */
export function lockKeys({ legalHold, retention }: VersionLock, now: number): ConditionKeys {
  return {
    ...(retention && {
      's3:object-lock-mode': retention.mode,
      's3:object-lock-retain-until-date': new Date(retention.until).toISOString(),
      's3:object-lock-remaining-retention-days': remainingDays(retention, now),
    }),
    ...(legalHold !== undefined && { 's3:object-lock-legal-hold': legalHold ? 'ON' : 'OFF' }),
  };
}

/**
 * What is to be kept must have arrived whole.
 * Source: Amazon S3 API Reference, PutObject and UploadPart, "Content-MD5".
 */
export function requireDigestOfLocked(
  request: WireRequest,
  { defaultRetention }: NonNullable<Bucket['objectLock']>,
  asked: VersionLock,
  what: 'Object' | 'Part',
): void {
  const locked = !!asked.retention || asked.legalHold !== undefined || defaultRetention !== undefined;
  if (!locked || request.headers['content-md5'] !== undefined || claimedChecksum(request) !== undefined) return;
  throw new InvalidRequest(
    `Content-MD5 OR x-amz-checksum- HTTP header is required for Put ${what} requests with Object Lock parameters`,
  );
}

function modeNamed(mode: string): Retention['mode'] {
  const known = retentionModes.find((each) => each === mode);
  if (known === undefined) throw new InvalidArgument('Unknown wormMode directive.', MODE, mode);
  return known;
}

/** Nothing is kept longer than 100 years. */
const LONGEST = 36_500;

function future(text: string, argument: string, now: number): number {
  const until = instant(text);
  if (Number.isNaN(until)) {
    throw new InvalidArgument('The retain until date must be provided in ISO 8601 format', argument, text);
  }
  if (until <= now) throw new InvalidArgument('The retain until date must be in the future!', argument, text);
  if (remainingDays({ mode: 'GOVERNANCE', until }, now) > LONGEST) {
    throw new InvalidArgument('The retain until date must be within 100 years', argument, text);
  }
  return until;
}

/** `2026-01-01T00:00:00Z`, with or without fractions of a second or another offset; NaN for anything else. */
function instant(text: string): number {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : NaN;
}
