import type { JsonObject } from '../../../kernel/wire.ts';
import { ValidationError } from '../errors.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** `IsTruncated` and, if there is more, `Marker`: members of every list reply. */
  readonly marker: { readonly IsTruncated: boolean; readonly Marker?: string };
}

export interface Paging {
  readonly maxItems: number;
  readonly from: number;
}

/** `MaxItems` (1 to 1000, 100 by default) and `Marker` of a list request. */
export function readPaging(input: JsonObject): Paging {
  const { MaxItems: most, Marker: marker } = input;
  const maxItems = most === undefined ? 100 : Number(most);
  if (!Number.isInteger(maxItems) || maxItems < 1 || maxItems > 1000) {
    throw new ValidationError(
      `1 validation error detected: Value '${String(most)}' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and 1000`,
    );
  }
  if (marker === undefined) return { maxItems, from: 0 };
  const from = Number(Buffer.from(String(marker), 'base64').toString('latin1'));
  if (!Number.isInteger(from) || from < 0) throw new ValidationError('Invalid Marker.');
  return { maxItems, from };
}

export function paginate<Item>(items: readonly Item[], { from, maxItems }: Paging): Page<Item> {
  const end = from + maxItems;
  return {
    items: items.slice(from, end),
    marker:
      end < items.length
        ? { IsTruncated: true, Marker: Buffer.from(String(end), 'latin1').toString('base64') }
        : { IsTruncated: false },
  };
}
