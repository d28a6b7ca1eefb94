import type { WireRequest } from '../../../kernel/wire.ts';
import { InvalidArgument, InvalidPartNumber, InvalidRequest } from '../errors.ts';
import type { StoredObject } from '../storage/object-version.ts';
import { keyOf, versionIdOf } from './object-key.ts';
import { readRange, type ByteRange } from './range.ts';

/** What GetObject and HeadObject have in common. */
export interface ReadInput {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly headers: WireRequest['headers'];
  readonly partNumber: number | undefined;
  readonly wantsChecksum: boolean;
}

export function readInput(request: WireRequest): ReadInput {
  const { headers } = request;
  const partNumber = partNumberOf(request);
  if (partNumber !== undefined && headers['range'] !== undefined) {
    throw new InvalidRequest('Cannot specify both Range header and partNumber query parameter');
  }
  return {
    key: keyOf(request),
    versionId: versionIdOf(request),
    headers,
    partNumber,
    wantsChecksum: headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED',
  };
}

/** 1 to 10,000. */
export function partNumberOf({ query }: WireRequest): number | undefined {
  const text = query.get('partNumber');
  if (text === undefined) return undefined;
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 10_000) {
    throw new InvalidArgument('Part number must be an integer between 1 and 10000, inclusive', 'partNumber', text);
  }
  return number;
}

/** The stretch of the object a read is about, and what is said about its parts. */
export function selectRange(
  object: StoredObject,
  { headers, partNumber }: Pick<ReadInput, 'headers' | 'partNumber'>,
): { readonly range: ByteRange | undefined; readonly extra: Readonly<Record<string, string>> } {
  if (partNumber === undefined) return { range: readRange(headers['range'], object.size), extra: {} };
  const pieces = object.multipart ? object.pieces : [{ size: object.size }];
  const piece = pieces[partNumber - 1];
  if (piece === undefined) throw new InvalidPartNumber(partNumber, pieces.length);
  const extra: Record<string, string> = object.multipart ? { 'x-amz-mp-parts-count': `${pieces.length}` } : {};
  if (object.size === 0) return { range: undefined, extra };
  const from = pieces.slice(0, partNumber - 1).reduce((sum, { size }) => sum + size, 0);
  return { range: { from, to: from + piece.size }, extra };
}
