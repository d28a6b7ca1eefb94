import type { JsonObject } from '../../../kernel/wire.ts';
import { InvalidMarker } from '../errors.ts';
import { text, wholeNumber } from './input.ts';

export interface Paging {
  readonly limit: number;
  readonly from: number;
}

/** `Limit` (1 to `most`) and `Marker` of a list request. */
export function readPaging(input: JsonObject, most: number, otherwise: number): Paging {
  const limit = wholeNumber(input, 'Limit', 1, most) ?? otherwise;
  const marker = text(input, 'Marker');
  if (marker === undefined) return { limit, from: 0 };
  const from = Number(Buffer.from(marker, 'base64').toString('latin1'));
  if (!Number.isInteger(from) || from < 1) throw new InvalidMarker();
  return { limit, from };
}

/** A page as every list reply has it: the items under `member`, `Truncated`, and `NextMarker` if there is more. */
export function page(member: string, items: readonly JsonObject[], { from, limit }: Paging): JsonObject {
  const end = from + limit;
  const more = end < items.length;
  return {
    [member]: items.slice(from, end),
    Truncated: more,
    ...(more && { NextMarker: Buffer.from(String(end), 'latin1').toString('base64') }),
  };
}
