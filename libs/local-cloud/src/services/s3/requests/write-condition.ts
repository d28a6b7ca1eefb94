import { NotSupportedError } from '../../../kernel/errors.ts';
import type { WireRequest } from '../../../kernel/wire.ts';
import { NoSuchKey, PreconditionFailed } from '../errors.ts';
import type { StoredObject } from '../storage/object-version.ts';
import type { WriteCondition } from '../storage/write-guard.ts';

/**
 * `If-None-Match: *` writes only where there is no object, `If-Match: <ETag>` only over the object with that ETag.
 * Source: Amazon S3 User Guide, "How to prevent object overwrites with conditional writes".
 */
export function writeConditionOf({ headers, params }: WireRequest): WriteCondition | undefined {
  const none = headers['if-none-match'];
  const match = headers['if-match'];
  if (none !== undefined) {
    if (none !== '*') throw new NotSupportedError('If-None-Match with another value than * on writes');
    return { header: 'If-None-Match', check: mustNotExist };
  }
  return match === undefined ? undefined : matching(match, params['Key'] ?? '');
}

function mustNotExist(current: StoredObject | undefined): void {
  if (current !== undefined) throw new PreconditionFailed('If-None-Match');
}

export function matching(etag: string, key: string): WriteCondition {
  const wanted = etag.replaceAll('"', '');
  return {
    header: 'If-Match',
    check(current) {
      if (current === undefined) throw new NoSuchKey(key);
      if (wanted !== '*' && wanted !== current.etag) throw new PreconditionFailed('If-Match');
    },
  };
}
