import { createHash } from 'node:crypto';
import type { Item } from '../values/attribute-value.ts';
import { sizeOfItem } from '../values/size.ts';
import type { StreamViewType } from '../table/table-configuration.ts';

/** One change of an item, as a stream tells it. */
export interface StreamRecord {
  readonly eventId: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  /** 21 digits: later ones are greater as texts too. */
  readonly sequenceNumber: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly keys: Item;
  readonly newImage?: Item;
  readonly oldImage?: Item;
  readonly viewType: StreamViewType;
  /** Bytes of keys and images. */
  readonly size: number;
  /** The expiry of an item is DynamoDB's own doing. */
  readonly byTtl?: true;
}

export interface Change {
  readonly keys: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

export const FIRST_NUMBER = 1;

export const sequenceNumber = (number: number): string => String(number).padStart(18, '0').padStart(21, '100');

/** Reads a sequence number; undefined for something else. */
export function readSequenceNumber(text: string): number | undefined {
  return /^100\d{18}$/.test(text) ? Number(text.slice(3)) : undefined;
}

/** Tells a change; `streamArn` and `number` make it another event than any other. */
export function streamRecord(
  change: Change,
  facts: {
    readonly streamArn: string;
    readonly number: number;
    readonly at: number;
    readonly viewType: StreamViewType;
    readonly byTtl?: boolean | undefined;
  },
): StreamRecord {
  const { after, before, keys } = change;
  const { at, byTtl, number, streamArn, viewType } = facts;
  const newImage = viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES' ? after : undefined;
  const oldImage = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES' ? before : undefined;
  return {
    eventId: createHash('md5').update(`${streamArn} ${number}`).digest('hex'),
    eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
    sequenceNumber: sequenceNumber(number),
    at,
    keys,
    ...(newImage && { newImage }),
    ...(oldImage && { oldImage }),
    viewType,
    size: [keys, newImage, oldImage].reduce((bytes, item) => bytes + (item === undefined ? 0 : sizeOfItem(item)), 0),
    ...(byTtl === true && { byTtl }),
  };
}
