import type { JsonObject } from '../../../kernel/wire.ts';
import type { KeySchema } from '../expressions/key-condition.ts';
import {
  keysOf,
  type IndexConfiguration,
  type TableConfiguration,
  type Throughput,
} from '../table/table-configuration.ts';
import type { Table } from '../table/table.ts';

/** Source: Amazon DynamoDB API Reference, TableDescription. */
export function tableDescription(table: Table): JsonObject {
  const { configuration, items, log, made } = table;
  const { arn, attributes, deletionProtection, indexes, name, provisioned, schema, stream } = configuration;
  const [globals, locals] = (['global', 'local'] as const).map((kind) =>
    indexes.filter((index) => index.kind === kind).map((index) => indexDescription(index, table)),
  ) as [JsonObject[], JsonObject[]];
  const encryption = encryptionDescription(configuration);
  return {
    AttributeDefinitions: [...attributes].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    TableName: name,
    KeySchema: keySchema(schema),
    TableStatus: log.isLocked ? 'INACCESSIBLE_ENCRYPTION_CREDENTIALS' : 'ACTIVE',
    CreationDateTime: made / 1000,
    ProvisionedThroughput: throughput(provisioned),
    TableSizeBytes: items.bytes,
    ItemCount: items.size,
    TableArn: arn,
    TableId: table.id,
    BillingModeSummary: { BillingMode: provisioned === undefined ? 'PAY_PER_REQUEST' : 'PROVISIONED' },
    ...(locals.length > 0 && { LocalSecondaryIndexes: locals }),
    ...(globals.length > 0 && { GlobalSecondaryIndexes: globals }),
    ...(stream && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: stream.viewType },
      LatestStreamLabel: stream.label,
      LatestStreamArn: stream.arn,
    }),
    ...(encryption && { SSEDescription: encryption }),
    TableClassSummary: { TableClass: 'STANDARD' },
    DeletionProtectionEnabled: deletionProtection,
    ...onDemandDescription(configuration),
  };
}

export const keySchema = (schema: KeySchema): readonly JsonObject[] =>
  keysOf(schema).map(({ name }, at) => ({ AttributeName: name, KeyType: at === 0 ? 'HASH' : 'RANGE' }));

function indexDescription(index: IndexConfiguration, { configuration, items, log }: Table): JsonObject {
  const { nonKeyAttributes, type } = index.projection;
  return {
    IndexName: index.name,
    KeySchema: keySchema(index.schema),
    Projection: { ProjectionType: type, ...(type === 'INCLUDE' && { NonKeyAttributes: nonKeyAttributes }) },
    ItemCount: log.isLocked ? 0 : items.countIn(index.name),
    IndexArn: index.arn,
    ...(index.kind === 'global' && {
      IndexStatus: 'ACTIVE',
      ProvisionedThroughput: throughput(configuration.provisioned && index.provisioned),
      ...onDemandDescription(index),
    }),
  };
}

const throughput = (provisioned: Throughput | undefined): JsonObject => ({
  NumberOfDecreasesToday: 0,
  ReadCapacityUnits: provisioned?.read ?? 0,
  WriteCapacityUnits: provisioned?.write ?? 0,
});

/** Of a table or of one of its global indexes. */
const onDemandDescription = ({ onDemand, warm }: Pick<IndexConfiguration, 'onDemand' | 'warm'>): JsonObject => ({
  ...(onDemand && { OnDemandThroughput: { MaxReadRequestUnits: onDemand.read, MaxWriteRequestUnits: onDemand.write } }),
  ...(warm && { WarmThroughput: { ReadUnitsPerSecond: warm.read, WriteUnitsPerSecond: warm.write, Status: 'ACTIVE' } }),
});

/** Nothing is said about the key that DynamoDB itself owns. */
function encryptionDescription({ encryption }: TableConfiguration): JsonObject | undefined {
  if (encryption === 'owned') return undefined;
  return {
    Status: 'ENABLED',
    SSEType: 'KMS',
    ...(encryption !== 'managed' && { KMSMasterKeyArn: encryption.keyArn }),
  };
}
