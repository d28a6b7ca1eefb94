import { json } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';
import { attributesInCondition } from '../expressions/attributes-in.ts';
import { keyConditionFor, type KeyTerms } from '../expressions/key-condition.ts';
import { indexFor, readPage } from '../reads/read-page.ts';
import { readRequest, requestContext, type ReadRequest } from '../reads/read-request.ts';
import { beside, idOf, placeOf, stretchOf, type Entry, type Place, type Stretch } from '../table/entry.ts';
import { checkStartKey } from '../table/keys.ts';
import { indexOf, keysOf, type IndexConfiguration, type TableConfiguration } from '../table/table-configuration.ts';
import type { Table } from '../table/table.ts';
import { scalarOf, type Item } from '../values/attribute-value.ts';
import { tableOperation, type Context } from './table-operation.ts';

interface Query extends ReadRequest {
  readonly keyTerms: KeyTerms;
  readonly forward: boolean;
}

/** Source: Amazon DynamoDB API Reference, Query. */
export const query = tableOperation<Query>({
  name: 'Query',
  parse(input) {
    const request = readRequest(input);
    const { keyTerms } = request;
    if (keyTerms === undefined) {
      throw new ValidationException(
        'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
      );
    }
    return { ...request, keyTerms, forward: input['ScanIndexForward'] !== false };
  },
  index: ({ indexName }) => indexName,
  context: (request, table) => ({ ...requestContext(request), ...leadingKey(request, table) }),
  run(request, arn, state, { principal }) {
    const table = state.open(arn, principal);
    const { configuration } = table;
    const index = indexFor(request, configuration);
    const condition = keyConditionFor(request.keyTerms, (index ?? configuration).schema);
    checkFilter(request, index ?? configuration);
    const { startKey } = request;
    if (startKey !== undefined) checkStartKey(startKey, configuration, index);
    const start = startKey && startPlace(startKey, configuration, index);
    const stretch = stretchOf(condition);
    return json(
      readPage(request, configuration, index, met(table, index, stretch, start, request.forward), state.metrics),
    );
  },
});

/** Entries of the stretch, behind the start in the direction of the query. */
function* met(
  { items }: Table,
  index: IndexConfiguration | undefined,
  { from, to }: Stretch,
  start: Place | undefined,
  forward: boolean,
): Generator<Entry> {
  const entries = forward
    ? items.after(index?.name, start === undefined ? from : beside(start, 'behind'))
    : items.before(index?.name, start === undefined ? to : beside(start, 'before'));
  for (const entry of entries) {
    if (forward ? to(entry) < 0 : from(entry) > 0) return;
    // A start key may lie outside the stretch.
    if (forward ? from(entry) < 0 : to(entry) > 0) yield entry;
  }
}

export function startPlace(key: Item, table: TableConfiguration, index: IndexConfiguration | undefined): Place {
  const primary = placeOf(key, table.schema) as Place;
  return index === undefined ? primary : (placeOf(key, index.schema, idOf(primary)) as Place);
}

function checkFilter({ filter }: ReadRequest, { schema }: Pick<TableConfiguration, 'schema'>): void {
  const keys = new Set(keysOf(schema).map(({ name }) => name));
  const found = filter && attributesInCondition(filter).find((name) => keys.has(name));
  if (found === undefined) return;
  throw new ValidationException(
    `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${found}`,
  );
}

function leadingKey({ indexName, keyTerms }: Query, table: TableConfiguration | undefined): Context {
  const schema = indexName === undefined ? table?.schema : table && indexOf(table, indexName)?.schema;
  const condition = keyTerms.terms.find(({ name }) => name === schema?.hash.name)?.condition;
  const value = condition?.operator === '=' ? scalarOf(condition.value) : undefined;
  return value === undefined ? {} : { 'dynamodb:LeadingKeys': [value] };
}
