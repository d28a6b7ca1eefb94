import { ExpiredIteratorException, ValidationException } from '../errors.ts';

/** A place in a shard. It lets nobody in: whoever shows it is asked about the stream it names. */
export interface ShardIterator {
  readonly streamArn: string;
  readonly shardId: string;
  /** Number of the record to go on behind. */
  readonly behind: number;
  /** When it was given out, milliseconds since the epoch. */
  readonly at: number;
}

/** Source: Amazon DynamoDB API Reference, GetShardIterator: an iterator expires 15 minutes after it is retrieved. */
const LIFE = 15 * 60 * 1000;

export function writeIterator({ at, behind, shardId, streamArn }: ShardIterator): string {
  return `${streamArn}|1|${Buffer.from(JSON.stringify([shardId, behind, at])).toString('base64url')}`;
}

/** Throws ValidationException. */
export function readIterator(text: string): ShardIterator {
  const [streamArn, version, place = ''] = text.split('|');
  try {
    const [shardId, behind, at] = JSON.parse(Buffer.from(place, 'base64url').toString()) as unknown[];
    if (
      streamArn !== undefined &&
      version === '1' &&
      typeof shardId === 'string' &&
      typeof behind === 'number' &&
      typeof at === 'number'
    ) {
      return { streamArn, shardId, behind, at };
    }
  } catch {
    // Said below.
  }
  throw new ValidationException('Invalid ShardIterator');
}

/** Throws ExpiredIteratorException. */
export function checkAge({ at }: ShardIterator, now: number): void {
  if (now - at > LIFE) throw new ExpiredIteratorException();
}
