import { denial } from '../../../gateway/denial.ts';
import { AwsError } from '../../../kernel/errors.ts';
import type { Host } from '../../../kernel/host.ts';
import type { IdentityPrincipal } from '../../../kernel/principal.ts';
import { dynamodb, streamEvent, type ReadableStream } from '../../dynamodb/index.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';

/** What DynamoDB calls the place before the first record. */
const OLDEST = 'TRIM_HORIZON';

/** A record of a stream, as functions get it. */
export interface SourceRecord {
  /** Orders the records of a shard. */
  readonly sequenceNumber: string;
  /** When it was written, milliseconds since the epoch. */
  readonly at: number;
  /** The element of `Records`. */
  readonly event: object;
}

/** One shard of a stream, read from a place on. */
export interface ShardReader {
  readonly shardId: string;
  /** Up to `limit` records behind `after`; `undefined` begins with the oldest there is. */
  read(after: string | undefined, limit: number): readonly SourceRecord[] | Promise<readonly SourceRecord[]>;
  /** The youngest record there is; undefined for an empty shard. */
  latest(): string | undefined;
  /** Calls whenever there is a new record; the returned function ends it. */
  onRecord(callback: () => void): () => void;
}

/** The shards of a stream, read as that role; a stream that is gone has none. */
export function shardsOf(
  host: Host,
  { region, sourceArn }: Pick<EventSourceMapping, 'region' | 'sourceArn'>,
  role: () => IdentityPrincipal | undefined,
): readonly ShardReader[] {
  const stream = (): ReadableStream | undefined => host.state(dynamodb).stream(sourceArn, role());
  return (stream()?.shards ?? []).map(({ shardId }) => ({
    shardId,
    read(after = OLDEST, limit) {
      mayRead(host, region, sourceArn, role());
      const records = stream()?.read(shardId, after, limit) ?? [];
      return records.map((record) => ({
        sequenceNumber: record.sequenceNumber,
        at: record.at,
        event: streamEvent(record, region, sourceArn),
      }));
    },
    latest() {
      const latest = stream()?.latest(shardId) ?? OLDEST;
      return latest === OLDEST ? undefined : latest;
    },
    onRecord: (callback) => stream()?.onRecord(callback) ?? (() => undefined),
  }));
}

function mayRead(host: Host, region: string, resource: string, principal: IdentityPrincipal | undefined): void {
  if (principal === undefined) throw new AwsError('AccessDeniedException', 'The execution role does not exist', 400);
  const permission = { action: 'dynamodb:GetRecords', resource };
  const decision = host.authorise({ principal, region, permission });
  if (decision.verdict !== 'Allowed') throw denial('json-1.0', principal, permission, decision);
}
