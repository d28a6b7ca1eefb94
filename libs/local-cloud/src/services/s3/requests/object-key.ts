import type { WireRequest } from '../../../kernel/wire.ts';
import { InvalidArgument, KeyTooLong } from '../errors.ts';

const LONGEST_KEY = 1024;

/** Key of the object a request is about: at most 1024 bytes of UTF-8. */
export function keyOf(request: WireRequest): string {
  return checkKey(request.params['Key'] ?? '');
}

export function checkKey(key: string): string {
  // No character takes more than three bytes per UTF-16 unit.
  if (key.length * 3 > LONGEST_KEY) {
    const size = Buffer.byteLength(key);
    if (size > LONGEST_KEY) throw new KeyTooLong(size, LONGEST_KEY);
  }
  return key;
}

/** The version a request asks for; undefined: the current one. */
export function versionIdOf(request: WireRequest): string | undefined {
  const versionId = request.query.get('versionId');
  return versionId === undefined ? undefined : checkVersionId(versionId);
}

export function checkVersionId(versionId: string): string {
  if (versionId === '') throw new InvalidArgument('Version id cannot be the empty string', 'versionId', versionId);
  if (!/^[\w.+/=-]{1,1024}$/.test(versionId))
    throw new InvalidArgument('Invalid version id specified', 'versionId', versionId);
  return versionId;
}
