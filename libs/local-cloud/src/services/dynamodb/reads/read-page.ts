import type { JsonObject } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';
import { holds } from '../expressions/evaluate-condition.ts';
import { project } from '../expressions/projection.ts';
import { Capacity, readUnits } from '../operations/capacity.ts';
import type { TableMetrics } from '../table-metrics.ts';
import type { Entry } from '../table/entry.ts';
import { projectedItem, projectedNames } from '../table/projected.ts';
import { indexOf, keysOf, type IndexConfiguration, type TableConfiguration } from '../table/table-configuration.ts';
import type { Item } from '../values/attribute-value.ts';
import { sizeOfItem } from '../values/size.ts';
import type { ReadRequest } from './read-request.ts';

/** A page ends with the item that reaches this many bytes. Source: DynamoDB Developer Guide, "Paginating table query results". */
const PAGE_BYTES = 1024 * 1024;

/** The index a request is about; undefined for the table itself. Throws ValidationException for what that index cannot do. */
export function indexFor(request: ReadRequest, table: TableConfiguration): IndexConfiguration | undefined {
  const { consistent, indexName: name, projection, select } = request;
  if (name === undefined) return undefined;
  const index = indexOf(table, name);
  if (index === undefined) throw new ValidationException(`The table does not have the specified index: ${name}`);
  if (index.kind === 'local') return index;
  if (consistent) {
    throw new ValidationException('Consistent reads are not supported on global secondary indexes');
  }
  const names = projectedNames(index, table);
  if (select === 'ALL_ATTRIBUTES' && names !== undefined) {
    throw new ValidationException(
      `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${name} because its projection type is not ALL`,
    );
  }
  const missing = (projection ?? []).map(([first]) => String(first)).filter((each) => names?.has(each) === false);
  if (missing.length > 0) {
    throw new ValidationException(
      `One or more parameter values were invalid: Global secondary index ${name} does not project [${missing.join(', ')}]`,
    );
  }
  return index;
}

/** One page of a query or scan, from the entries it meets in order. */
export function readPage(
  request: ReadRequest,
  table: TableConfiguration,
  index: IndexConfiguration | undefined,
  entries: Iterable<Entry>,
  metrics: TableMetrics,
): JsonObject {
  const { consistent, filter, limit = Infinity, projection, report, select } = request;
  const names = index && projectedNames(index, table);
  const fetches = index !== undefined && fetchesFromTable(request, names);
  const items: Item[] = [];
  let [count, scanned, bytes, fetched] = [0, 0, 0, 0];
  let last: Entry | undefined;
  for (const entry of entries) {
    const { item, size } = entry.row;
    const ofIndex = projectedItem(item, names);
    scanned++;
    bytes += names === undefined ? size : sizeOfItem(ofIndex);
    if (fetches) fetched += readUnits(size, consistent ? 'consistent' : 'eventual');
    const seen = fetches ? item : ofIndex;
    if (filter === undefined || holds(filter, seen)) {
      count++;
      if (select !== 'COUNT') items.push(projection === undefined ? seen : project(seen, projection));
    }
    if (scanned < limit && bytes < PAGE_BYTES) continue;
    last = entry;
    break;
  }
  const capacity = new Capacity(table, metrics);
  capacity.read(readUnits(bytes, consistent ? 'consistent' : 'eventual'), index);
  if (fetched > 0) capacity.read(fetched);
  const consumed = capacity.toJson(report);
  return {
    ...(select !== 'COUNT' && { Items: items as unknown as readonly JsonObject[] }),
    Count: count,
    ScannedCount: scanned,
    ...(last && { LastEvaluatedKey: startKeyOf(last, table, index) as JsonObject }),
    ...(consumed && { ConsumedCapacity: consumed }),
  };
}

/** A local index gets from the table what it does not have. */
function fetchesFromTable({ projection, select }: ReadRequest, names: ReadonlySet<string> | undefined): boolean {
  if (names === undefined) return false;
  return select === 'ALL_ATTRIBUTES' || (projection ?? []).some(([first]) => !names.has(String(first)));
}

function startKeyOf({ row }: Entry, table: TableConfiguration, index: IndexConfiguration | undefined): Item {
  const keys = [...keysOf(table.schema), ...(index === undefined ? [] : keysOf(index.schema))];
  return Object.fromEntries(keys.map(({ name }) => [name, row.item[name] as Item[string]]));
}
