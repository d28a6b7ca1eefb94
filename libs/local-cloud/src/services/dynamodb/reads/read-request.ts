import type { JsonObject } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';
import type { Condition } from '../expressions/ast.ts';
import { attributesInCondition } from '../expressions/attributes-in.ts';
import { parseKeyCondition, type KeyTerms } from '../expressions/key-condition.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { parseProjection, type Projection } from '../expressions/projection.ts';
import { capacityReport, type CapacityReport } from '../operations/capacity.ts';
import { flag, oneOf, structure, tableName, text, wholeNumber } from '../operations/input.ts';
import { attributesKey } from '../operations/leading-keys.ts';
import type { Context } from '../operations/table-operation.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-value.ts';

const selects = ['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'COUNT', 'SPECIFIC_ATTRIBUTES'] as const;
export type Select = (typeof selects)[number];

/** What Query and Scan have in common, checked as far as that goes without the table. */
export interface ReadRequest {
  readonly table: string;
  readonly indexName: string | undefined;
  readonly keyTerms: KeyTerms | undefined;
  readonly filter: Condition | undefined;
  readonly projection: Projection | undefined;
  readonly select: Select;
  readonly limit: number | undefined;
  readonly consistent: boolean;
  readonly startKey: Item | undefined;
  readonly report: CapacityReport;
}

/** Throws ValidationException, SerializationException. */
export function readRequest(input: JsonObject): ReadRequest {
  const table = tableName(input);
  const indexName = text(input, 'IndexName');
  const [keyText, filterText, projectionText] = [
    text(input, 'KeyConditionExpression'),
    text(input, 'FilterExpression'),
    text(input, 'ProjectionExpression'),
  ];
  const placeholders = Placeholders.read(input, [keyText, filterText, projectionText]);
  const keyTerms = keyText === undefined ? undefined : parseKeyCondition(keyText, placeholders);
  const filter = filterText === undefined ? undefined : parseCondition('FilterExpression', filterText, placeholders);
  const projection = projectionText === undefined ? undefined : parseProjection(projectionText, placeholders);
  placeholders.checkUsed();
  const startKey = input['ExclusiveStartKey'];
  return {
    table,
    indexName,
    keyTerms,
    filter,
    projection,
    select: selectOf(input, projection, indexName),
    limit: wholeNumber(input, 'Limit', 1, 2 ** 31 - 1),
    consistent: flag(input, 'ConsistentRead'),
    startKey: startKey === undefined || startKey === null ? undefined : readItem(structure(input, 'ExclusiveStartKey')),
    report: capacityReport(input),
  };
}

function selectOf(input: JsonObject, projection: Projection | undefined, indexName: string | undefined): Select {
  const given = oneOf(input, 'Select', selects);
  if (projection !== undefined && given !== undefined && given !== 'SPECIFIC_ATTRIBUTES') {
    const called = {
      ALL_ATTRIBUTES: 'ALL_ATTRIBUTES',
      ALL_PROJECTED_ATTRIBUTES: 'ALL_PROJECTED_ATTRIBUTES',
      COUNT: 'only the Count',
    };
    throw new ValidationException(`Cannot specify the ProjectionExpression when choosing to get ${called[given]}`);
  }
  if (given === 'SPECIFIC_ATTRIBUTES' && projection === undefined) {
    throw new ValidationException(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  }
  if (given === 'ALL_PROJECTED_ATTRIBUTES' && indexName === undefined) {
    throw new ValidationException('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
  if (given !== undefined) return given;
  if (projection !== undefined) return 'SPECIFIC_ATTRIBUTES';
  return indexName === undefined ? 'ALL_ATTRIBUTES' : 'ALL_PROJECTED_ATTRIBUTES';
}

/** Condition keys that Query and Scan have in common. */
export function requestContext({ filter, keyTerms, projection, report, select }: ReadRequest): Context {
  return {
    ...attributesKey([
      ...(keyTerms?.terms ?? []).map(({ name }) => name),
      ...(filter === undefined ? [] : attributesInCondition(filter)),
      ...(projection ?? []).map(([name]) => String(name)),
    ]),
    'dynamodb:Select': select,
    'dynamodb:ReturnConsumedCapacity': report,
  };
}
