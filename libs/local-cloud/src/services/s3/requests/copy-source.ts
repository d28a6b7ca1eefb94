import { NotSupportedError } from '../../../kernel/errors.ts';
import type { WireRequest } from '../../../kernel/wire.ts';
import type { Bucket } from '../bucket.ts';
import { AccessDenied, InvalidArgument, PreconditionFailed } from '../errors.ts';
import type { S3State } from '../state.ts';
import type { StoredObject } from '../storage/object-version.ts';
import { checkKey, checkVersionId } from './object-key.ts';
import { unmetCondition } from './read-condition.ts';

export interface CopySource {
  readonly bucket: Bucket;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** The `x-amz-copy-source` header: `bucket/key`, percent-encoded, perhaps with `?versionId=`. */
export function copySourceOf({ headers }: WireRequest, state: S3State): CopySource {
  const header = headers['x-amz-copy-source'] ?? '';
  const expected = headers['x-amz-source-expected-bucket-owner'];
  if (expected !== undefined && expected !== state.host.accountId) throw new AccessDenied();
  if (header.startsWith('arn:')) throw new NotSupportedError('copying from an access point');
  const mark = header.lastIndexOf('?versionId=');
  const path = decode((mark === -1 ? header : header.slice(0, mark)).replace(/^\//, ''));
  const slash = path.indexOf('/');
  if (slash < 1 || slash === path.length - 1) {
    throw new InvalidArgument(
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      'x-amz-copy-source',
      header,
    );
  }
  return {
    bucket: state.bucket(path.slice(0, slash)),
    key: checkKey(path.slice(slash + 1)),
    versionId: mark === -1 ? undefined : checkVersionId(decode(header.slice(mark + 11))),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new InvalidArgument('Invalid copy source encoding.', 'x-amz-copy-source', text);
  }
}

/** The `x-amz-copy-source-if-…` headers; a condition that does not hold is always 412. */
export function checkCopyConditions(object: StoredObject, headers: WireRequest['headers']): void {
  const unmet = unmetCondition(object, {
    ifMatch: headers['x-amz-copy-source-if-match'],
    ifNoneMatch: headers['x-amz-copy-source-if-none-match'],
    ifModifiedSince: headers['x-amz-copy-source-if-modified-since'],
    ifUnmodifiedSince: headers['x-amz-copy-source-if-unmodified-since'],
  });
  if (unmet !== undefined) throw new PreconditionFailed(`x-amz-copy-source-${unmet.header}`);
}
