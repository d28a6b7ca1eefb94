import { InvalidRange } from '../errors.ts';

/** Bytes `from` up to, not including, `to`. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The stretch of a body of `size` bytes that a Range header asks for. Undefined means the whole body: without a header, with a unit
 * other than bytes, with more than one range, or with one that cannot be read, S3 sends everything. Throws InvalidRange if
 * nothing of the range exists.
 * Source: RFC 9110, section 14; Amazon S3 API Reference, GetObject ("does not support retrieving multiple ranges").
 */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  if (header === undefined) return undefined;
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header.replaceAll(' ', ''));
  const [, first = '', last = ''] = parts ?? [];
  if (parts === null || (first === '' && last === '')) return undefined;
  if (first === '') {
    const length = Number(last);
    if (length === 0 || size === 0) throw new InvalidRange(header, size);
    return { from: Math.max(0, size - length), to: size };
  }
  const from = Number(first);
  if (last !== '' && Number(last) < from) return undefined;
  if (from >= size) throw new InvalidRange(header, size);
  return { from, to: last === '' ? size : Math.min(Number(last) + 1, size) };
}

/** `bytes 0-9/100` */
export function contentRange({ from, to }: ByteRange, size: number): string {
  return `bytes ${from}-${to - 1}/${size}`;
}
