import { json, type JsonObject } from '../../../kernel/wire.ts';
import { checkKey } from '../table/keys.ts';
import { readItem } from '../values/read-value.ts';
import { Capacity, capacityReport, readUnits } from './capacity.ts';
import { flag, structure, tableName } from './input.ts';
import { leadingKeys } from './leading-keys.ts';
import { projected, readContext, readProjection } from './read-projection.ts';
import { tableOperation } from './table-operation.ts';

/** Source: Amazon DynamoDB API Reference, GetItem. */
export const getItem = tableOperation({
  name: 'GetItem',
  parse: (input) => ({
    table: tableName(input),
    key: readItem(structure(input, 'Key')),
    projection: readProjection(input),
    consistent: flag(input, 'ConsistentRead'),
    report: capacityReport(input),
  }),
  context: ({ key, projection, report }, table) => ({
    ...leadingKeys([key], table),
    ...readContext([key], projection),
    'dynamodb:ReturnConsumedCapacity': report,
  }),
  run({ consistent, key, projection, report }, arn, state, { principal }) {
    const table = state.open(arn, principal);
    checkKey(key, table.configuration);
    const row = table.items.get(key);
    const capacity = new Capacity(table.configuration, state.metrics);
    capacity.read(readUnits(row?.size ?? 0, consistent ? 'consistent' : 'eventual'));
    const consumed = capacity.toJson(report);
    return json({
      ...(row && { Item: projected(row.item, projection) as JsonObject }),
      ...(consumed && { ConsumedCapacity: consumed }),
    });
  },
});
