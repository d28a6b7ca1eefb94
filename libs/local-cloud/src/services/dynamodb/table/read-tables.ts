import type { Properties } from '@palisade/local-engine';
import { dynamodbIndexArn, parseArn } from '@palisade/policies';
import { AwsError } from '../../../kernel/errors.ts';
import { block, blocks, flag, number, text, textMap, texts } from '../../../kernel/properties.ts';
import type { CloudView, StackResource } from '../../../kernel/service.ts';
import type { KeyAttribute, KeySchema } from '../expressions/key-condition.ts';
import { globalIndexKeys } from '../resources/table-check.ts';
import { TABLE } from '../resources/table.ts';
import { readDeclaredItem, TABLE_ITEM } from '../resources/table-item.ts';
import type { Item, KeyType } from '../values/attribute-value.ts';
import { checkItem } from './keys.ts';
import { orphans, readPolicies } from './read-policies.ts';
import {
  keysOf,
  type IndexConfiguration,
  type StreamViewType,
  type TableConfiguration,
  type TablePolicy,
  type Throughput,
} from './table-configuration.ts';

export interface TableProblem {
  readonly urn: string;
  readonly message: string;
}

/** All tables by ARN, with what forbids to deploy them together. */
export function readTables(
  view: CloudView,
  accountId: string,
): { readonly tables: ReadonlyMap<string, TableConfiguration>; readonly problems: readonly TableProblem[] } {
  const tables = new Map<string, TableConfiguration>();
  const { policies, problems: found } = readPolicies(view, accountId);
  const problems = [...found];
  const items = readItems(view);
  for (const declared of view.ofType(TABLE)) {
    const table = readTable(declared, policies, items);
    const other = tables.get(table.arn);
    if (other !== undefined) {
      problems.push({
        urn: table.urn,
        message: `ResourceInUseException: Table already exists: ${table.name}, declared by ${other.urn}`,
      });
    }
    tables.set(table.arn, table);
  }
  problems.push(...orphans(policies, tables));
  for (const declared of view.ofType(TABLE_ITEM)) problems.push(...itemProblems(declared, tables));
  return { tables, problems };
}

/** What programs put into tables: by region and name of the table, then by urn. */
function readItems(view: CloudView): ReadonlyMap<string, ReadonlyMap<string, Item>> {
  const found = new Map<string, Map<string, Item>>();
  for (const { resource } of view.ofType(TABLE_ITEM)) {
    const table = tableOfItem(resource.outputs);
    const items = found.get(table) ?? new Map<string, Item>();
    found.set(table, items.set(resource.urn, readDeclaredItem(text(resource.outputs, 'item') ?? '{}')));
  }
  return found;
}

const tableOfItem = (outputs: Properties): string => `${text(outputs, 'region')} ${text(outputs, 'tableName')}`;

function itemProblems(
  { resource: { outputs, urn } }: StackResource,
  tables: ReadonlyMap<string, TableConfiguration>,
): readonly TableProblem[] {
  const place = tableOfItem(outputs);
  const table = [...tables.values()].find(({ name, region }) => `${region} ${name}` === place);
  if (table === undefined) {
    return [{ urn, message: 'ResourceNotFoundException: Requested resource not found' }];
  }
  const { hash, range } = table.schema;
  if (hash.name !== text(outputs, 'hashKey') || (range?.name ?? '') !== (text(outputs, 'rangeKey') ?? '')) {
    return [{ urn, message: 'ValidationException: The provided key element does not match the schema' }];
  }
  const item = table.declaredItems.get(urn) ?? {};
  const problem = problemOf(() => checkItem(item, table));
  if (problem !== undefined) return [{ urn, message: problem }];
  const keyOf = (each: Item): string => JSON.stringify(keysOf(table.schema).map(({ name }) => each[name]));
  const [first] = [...table.declaredItems].find(([, each]) => keyOf(each) === keyOf(item)) ?? [];
  return first === urn ? [] : [{ urn, message: `${first} declares the item with that key already.` }];
}

function problemOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

function readTable(
  { resource: { outputs, urn }, stack }: StackResource,
  policies: ReadonlyMap<string, TablePolicy>,
  items: ReadonlyMap<string, ReadonlyMap<string, Item>>,
): TableConfiguration {
  const arn = text(outputs, 'arn') ?? '';
  const attributes = new Map(
    blocks(outputs, 'attributes').map((each) => [text(each, 'name') ?? '', text(each, 'type') as KeyType]),
  );
  const key = (name: string): KeyAttribute => ({ name, type: attributes.get(name) ?? 'S' });
  const schemaOf = (hash: string, range: string | undefined): KeySchema => ({
    hash: key(hash),
    ...(range !== undefined && { range: key(range) }),
  });
  const hash = text(outputs, 'hashKey') ?? '';
  const provisioned = text(outputs, 'billingMode') === 'PAY_PER_REQUEST' ? undefined : provisionedOf(outputs);
  const ttl = block(outputs, 'ttl') ?? {};
  const recovery = block(outputs, 'pointInTimeRecovery') ?? {};
  const policy = policies.get(arn);
  const streamArn = text(outputs, 'streamArn') ?? '';
  const streamPolicy = policies.get(streamArn);
  return {
    urn,
    stack,
    region: text(outputs, 'region') ?? '',
    name: text(outputs, 'name') ?? '',
    arn,
    schema: schemaOf(hash, text(outputs, 'rangeKey')),
    attributes,
    indexes: [
      ...blocks(outputs, 'globalSecondaryIndexes').map((index): IndexConfiguration => {
        const keys = globalIndexKeys(index);
        return {
          ...indexFacts(arn, index),
          kind: 'global',
          schema: schemaOf(keys.hash ?? '', keys.range),
          ...(provisioned && { provisioned: provisionedOf(index) }),
          ...onDemandLimits(index),
        };
      }),
      ...blocks(outputs, 'localSecondaryIndexes').map((index): IndexConfiguration => ({
        ...indexFacts(arn, index),
        kind: 'local',
        schema: schemaOf(hash, text(index, 'rangeKey')),
      })),
    ],
    ...(provisioned && { provisioned }),
    ...onDemandLimits(outputs),
    ...(streamArn !== '' && {
      stream: {
        arn: streamArn,
        label: text(outputs, 'streamLabel') ?? '',
        viewType: text(outputs, 'streamViewType') as StreamViewType,
        ...(streamPolicy && { policy: streamPolicy }),
      },
    }),
    ...(flag(ttl, 'enabled') && { ttlAttribute: text(ttl, 'attributeName') ?? '' }),
    ...(flag(recovery, 'enabled') && { recoveryDays: number(recovery, 'recoveryPeriodInDays') || 35 }),
    encryption: encryptionOf(outputs),
    deletionProtection: flag(outputs, 'deletionProtectionEnabled'),
    ...(policy && { policy }),
    tags: textMap(outputs, 'tagsAll'),
    declaredItems: items.get(`${text(outputs, 'region')} ${text(outputs, 'name')}`) ?? new Map<string, Item>(),
  };
}

function indexFacts(tableArn: string, index: Properties): Pick<IndexConfiguration, 'name' | 'arn' | 'projection'> {
  const { account = '', partition = '', region = '', resource = '' } = parseArn(tableArn) ?? {};
  const name = text(index, 'name') ?? '';
  const table = resource.slice('table/'.length);
  return {
    name,
    arn: dynamodbIndexArn({ partition, region, account, table, index: name }),
    projection: {
      type: text(index, 'projectionType') as IndexConfiguration['projection']['type'],
      nonKeyAttributes: texts(index, 'nonKeyAttributes'),
    },
  };
}

function encryptionOf(outputs: Properties): TableConfiguration['encryption'] {
  const encryption = block(outputs, 'serverSideEncryption') ?? {};
  if (!flag(encryption, 'enabled')) return 'owned';
  const keyArn = text(encryption, 'kmsKeyArn') ?? '';
  return keyArn === '' || keyArn.endsWith('alias/aws/dynamodb') ? 'managed' : { keyArn };
}

const provisionedOf = (place: Properties): Throughput => ({
  read: number(place, 'readCapacity') ?? 0,
  write: number(place, 'writeCapacity') ?? 0,
});

/** Of a table or of one of its global indexes. */
function onDemandLimits(place: Properties): Pick<IndexConfiguration, 'onDemand' | 'warm'> {
  const onDemand = throughputOf(place, 'onDemandThroughput', 'maxReadRequestUnits', 'maxWriteRequestUnits');
  const warm = throughputOf(place, 'warmThroughput', 'readUnitsPerSecond', 'writeUnitsPerSecond');
  return { ...(onDemand && { onDemand }), ...(warm && { warm }) };
}

function throughputOf(outputs: Properties, name: string, read: string, write: string): Throughput | undefined {
  const given = block(outputs, name);
  return given && { read: number(given, read) ?? -1, write: number(given, write) ?? -1 };
}
