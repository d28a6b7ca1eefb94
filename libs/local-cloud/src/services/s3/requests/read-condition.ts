import { AwsError } from '../../../kernel/errors.ts';
import { PreconditionFailed } from '../errors.ts';
import type { StoredObject } from '../storage/object-version.ts';

/** The four conditions of HTTP, as they came in. */
export interface ReadConditions {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly ifModifiedSince: string | undefined;
  readonly ifUnmodifiedSince: string | undefined;
}

/** Why an object is not sent, or not copied. */
export type Unmet = { readonly header: string; readonly status: 304 | 412 };

/**
 * The condition that does not hold, if any. A matching ETag outweighs a date: with If-Match true, If-Unmodified-Since is
 * not looked at; with If-None-Match, If-Modified-Since is not.
 * Source: RFC 9110, section 13.2.2; Amazon S3 API Reference, GetObject.
 */
export function unmetCondition(
  object: Pick<StoredObject, 'etag' | 'lastModified'>,
  conditions: ReadConditions,
): Unmet | undefined {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  const modified = Math.floor(object.lastModified / 1000);
  if (ifMatch !== undefined) {
    if (!lists(ifMatch, object.etag)) return { header: 'If-Match', status: 412 };
  } else if (ifUnmodifiedSince !== undefined && modified > secondsOf(ifUnmodifiedSince, Infinity)) {
    return { header: 'If-Unmodified-Since', status: 412 };
  }
  if (ifNoneMatch !== undefined) {
    if (lists(ifNoneMatch, object.etag)) return { header: 'If-None-Match', status: 304 };
  } else if (ifModifiedSince !== undefined && modified <= secondsOf(ifModifiedSince, -Infinity)) {
    return { header: 'If-Modified-Since', status: 304 };
  }
  return undefined;
}

/** For reads: 412, or 304 with the headers that let a cache go on using what it has. */
export function checkReadConditions(
  object: StoredObject,
  headers: Readonly<Record<string, string | undefined>>,
  kept: Readonly<Record<string, string>>,
): void {
  const unmet = unmetCondition(object, {
    ifMatch: headers['if-match'],
    ifNoneMatch: headers['if-none-match'],
    ifModifiedSince: headers['if-modified-since'],
    ifUnmodifiedSince: headers['if-unmodified-since'],
  });
  if (unmet?.status === 304) throw new AwsError('NotModified', 'Not Modified', 304, {}, kept);
  if (unmet !== undefined) throw new PreconditionFailed(unmet.header);
}

function lists(tags: string, etag: string): boolean {
  return tags.split(',').some((tag) => {
    const text = tag.trim().replace(/^W\//, '').replaceAll('"', '');
    return text === '*' || text === etag;
  });
}

/** A date that cannot be read is as good as no condition. */
function secondsOf(date: string, otherwise: number): number {
  const time = Date.parse(date);
  return Number.isNaN(time) ? otherwise : Math.floor(time / 1000);
}
