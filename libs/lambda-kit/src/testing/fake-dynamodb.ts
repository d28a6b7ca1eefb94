import type { Attributes } from '../attribute-value.ts';
import { meets, project, update, type Placeholders } from './expressions.ts';
import { startFakeService, type FakeRequest, type FakeService, type Reply } from './fake-service.ts';

/** A table, its partition key, and its indexes by name with partition and sort key. */
export interface TableShape {
  key: string;
  indexes?: Readonly<Record<string, { partition: string; sort: string }>>;
}

/** As much of DynamoDB as handlers use: GetItem, PutItem, UpdateItem and Query of an index, with their conditions. */
export interface FakeDynamodb extends FakeService {
  /** Items by table and partition key. */
  readonly tables: ReadonlyMap<string, Map<string, Attributes>>;
  /** Each request's operation and table, in order: `GetItem documents`. */
  calls(): string[];
  /** Called before an operation runs: to write in between, as another invocation would. */
  onCall(listener: ((operation: string) => void) | undefined): void;
}

interface Request {
  TableName: string;
  Key?: Attributes;
  Item?: Attributes;
  IndexName?: string;
  ConditionExpression?: string;
  ReturnValuesOnConditionCheckFailure?: string;
  UpdateExpression?: string;
  KeyConditionExpression?: string;
  FilterExpression?: string;
  ProjectionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Attributes;
  ExclusiveStartKey?: Attributes;
  Limit?: number;
  ScanIndexForward?: boolean;
}

export async function startFakeDynamodb(shapes: Readonly<Record<string, TableShape>>): Promise<FakeDynamodb> {
  const tables = new Map(Object.keys(shapes).map((name) => [name, new Map<string, Attributes>()]));
  let listener: ((operation: string) => void) | undefined;

  const answer = (request: FakeRequest): Reply => {
    const operation = operationOf(request);
    listener?.(operation);
    const input = JSON.parse(request.bytes.toString()) as Request;
    const [shape, table] = [shapes[input.TableName], tables.get(input.TableName)];
    if (!shape || !table) return refusal({ status: 400, code: 'ResourceNotFoundException' });
    const places = { names: input.ExpressionAttributeNames ?? {}, values: input.ExpressionAttributeValues ?? {} };
    const id = text((input.Key ?? input.Item)?.[shape.key]);
    const found = table.get(id);
    const condition = input.ConditionExpression;
    if (condition !== undefined && !meets(condition, found, places)) {
      const told = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && found ? { Item: found } : {};
      return refusal({ status: 400, code: 'ConditionalCheckFailedException' }, told);
    }
    switch (operation) {
      case 'GetItem':
        return json(found ? { Item: found } : {});
      case 'PutItem':
        table.set(id, input.Item ?? {});
        return json({});
      case 'UpdateItem': {
        const updated = update(input.UpdateExpression ?? '', found ?? { ...input.Key }, places);
        table.set(id, updated);
        return json({ Attributes: updated });
      }
      case 'Query':
        return json(query([...table.values()], shape, input, places));
      default:
        return refusal({ status: 400, code: 'UnknownOperationException' });
    }
  };

  const reset = () => {
    listener = undefined;
    for (const table of tables.values()) table.clear();
  };
  const service = await startFakeService({ answer, refusal, reset });
  const calls = () =>
    service.requests.map((request) => {
      const { TableName } = JSON.parse(request.bytes.toString()) as Request;
      return `${operationOf(request)} ${TableName}`;
    });
  return { ...service, tables, calls, onCall: (given) => (listener = given) };
}

/** Sorted by sort key then partition key of the table; `Limit` counts before the filter, as DynamoDB counts. */
function query(items: Attributes[], shape: TableShape, input: Request, places: Placeholders): object {
  const { partition, sort } = shape.indexes?.[input.IndexName ?? ''] ?? { partition: '', sort: '' };
  const direction = input.ScanIndexForward === false ? -1 : 1;
  const place = (item: Attributes) => `${text(item[sort])} ${text(item[shape.key])}`;
  const order = (one: Attributes, other: Attributes) => (place(one) < place(other) ? -direction : direction);
  const matching = items
    .filter((item) => item[partition] && meets(input.KeyConditionExpression ?? '', item, places))
    .sort(order);
  const start = input.ExclusiveStartKey;
  const rest = start ? matching.filter((item) => order(item, start) > 0 && place(item) !== place(start)) : matching;
  const page = rest.slice(0, input.Limit ?? rest.length);
  const last = page.at(-1);
  const Items = page
    .filter((item) => input.FilterExpression === undefined || meets(input.FilterExpression, item, places))
    .map((item) => project(input.ProjectionExpression, item, places));
  const keyOf = (item: Attributes) =>
    Object.fromEntries([shape.key, partition, sort].map((name) => [name, item[name]]));
  return { Items, ...(last && page.length < rest.length && { LastEvaluatedKey: keyOf(last) }) };
}

function operationOf({ headers }: FakeRequest): string {
  return String(headers['x-amz-target']).replace('DynamoDB_20120810.', '');
}

function text(value: Attributes[string] | undefined): string {
  return value === undefined ? '' : String(Object.values(value)[0]);
}

function json(body: object): Reply {
  return { headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(body) };
}

/** The message holds what DynamoDB may say there, which callers must not see. */
function refusal({ status, code }: { status: number; code: string }, more: object = {}): Reply {
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message: `internal: ${code}`, ...more };
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'DYNAMODBREQUESTID' },
    body: JSON.stringify(body),
  };
}
