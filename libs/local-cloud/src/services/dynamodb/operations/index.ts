import type { Operation } from '../../../kernel/operation.ts';
import type { DynamodbState } from '../state.ts';
import { describeEndpoints, describeLimits } from './about-account.ts';
import { getResourcePolicy, listTagsOfResource } from './about-resource.ts';
import { batchGetItem } from './batch-get-item.ts';
import { batchWriteItem } from './batch-write-item.ts';
import { deleteItem } from './delete-item.ts';
import { describeStream } from './describe-stream.ts';
import { describeContinuousBackups, describeTable, describeTimeToLive } from './describe-table.ts';
import { getItem } from './get-item.ts';
import { getRecords } from './get-records.ts';
import { getShardIterator } from './get-shard-iterator.ts';
import { listStreams } from './list-streams.ts';
import { listTables } from './list-tables.ts';
import { putItem } from './put-item.ts';
import { query } from './query.ts';
import { scan } from './scan.ts';
import { transactGetItems } from './transact-get-items.ts';
import { transactWriteItems } from './transact-write-items.ts';
import { updateItem } from './update-item.ts';

export const operations: readonly Operation<DynamodbState>[] = [
  batchGetItem,
  batchWriteItem,
  deleteItem,
  describeContinuousBackups,
  describeEndpoints,
  describeLimits,
  describeStream,
  describeTable,
  describeTimeToLive,
  getItem,
  getRecords,
  getResourcePolicy,
  getShardIterator,
  listStreams,
  listTables,
  listTagsOfResource,
  putItem,
  query,
  scan,
  transactGetItems,
  transactWriteItems,
  updateItem,
];
