import {
  boolean,
  integer,
  list,
  map,
  object,
  oneOf,
  refused,
  required,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { dynamodbStreamArn, dynamodbTableArn } from '@palisade/policies';
import { block, blocks, flag, text } from '../../../kernel/properties.ts';
import { tableProblems } from './table-check.ts';

export const TABLE = 'aws:dynamodb/table:Table';

const projectionType = oneOf('ALL', 'KEYS_ONLY', 'INCLUDE');
const onDemandThroughput = object({ maxReadRequestUnits: integer, maxWriteRequestUnits: integer });
const warmThroughput = object({ readUnitsPerSecond: integer, writeUnitsPerSecond: integer });
const viewTypes = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const;

/** Source: Amazon DynamoDB API Reference, CreateTable. */
export const table: ResourceModel = {
  token: TABLE,
  inputs: object({
    attributes: list(object({ name: required(string), type: required(oneOf('S', 'N', 'B')) })),
    billingMode: oneOf('PAY_PER_REQUEST', 'PROVISIONED'),
    deletionProtectionEnabled: boolean,
    globalSecondaryIndexes: list(
      object({
        hashKey: string,
        keySchemas: list(object({ attributeName: required(string), keyType: required(oneOf('HASH', 'RANGE')) })),
        name: required(string),
        nonKeyAttributes: list(string),
        onDemandThroughput,
        projectionType: required(projectionType),
        rangeKey: string,
        readCapacity: integer,
        warmThroughput,
        writeCapacity: integer,
      }),
    ),
    globalTableWitness: refused('global tables are not part of the local cloud'),
    hashKey: string,
    importTable: refused('imports from S3 are not part of the local cloud; write the items'),
    localSecondaryIndexes: list(
      object({
        name: required(string),
        nonKeyAttributes: list(string),
        projectionType: required(projectionType),
        rangeKey: required(string),
      }),
    ),
    name: string,
    onDemandThroughput,
    pointInTimeRecovery: object({ enabled: required(boolean), recoveryPeriodInDays: integer }),
    rangeKey: string,
    readCapacity: integer,
    replicas: refused('global tables are not part of the local cloud'),
    restoreBackupArn: refused('backups are not part of the local cloud'),
    restoreDateTime: refused('backups are not part of the local cloud'),
    restoreSourceName: refused('backups are not part of the local cloud'),
    restoreSourceTableArn: refused('backups are not part of the local cloud'),
    restoreToLatestTime: refused('backups are not part of the local cloud'),
    serverSideEncryption: object({ enabled: required(boolean), kmsKeyArn: string }),
    streamEnabled: boolean,
    streamViewType: oneOf(...viewTypes, ''),
    tableClass: oneOf('STANDARD'),
    tags: map(string),
    ttl: object({ attributeName: string, enabled: boolean }),
    warmThroughput,
    writeCapacity: integer,
  }),
  name: { property: 'name', maxLength: 255, pattern: /^[A-Za-z0-9_.-]{3,255}$/, automatic: true },
  replaceOn: ['name', 'hashKey', 'rangeKey', 'localSecondaryIndexes'],
  defaults: () => ({ billingMode: 'PROVISIONED', deletionProtectionEnabled: false, tableClass: 'STANDARD' }),
  check: tableProblems,
  outputs(inputs, context) {
    const { partition, accountId: account, region } = context;
    const name = text(inputs, 'name') ?? '';
    const at = { partition, region, account, table: name };
    const label = flag(inputs, 'streamEnabled') ? streamLabel(inputs, context) : '';
    return {
      id: name,
      outputs: {
        arn: dynamodbTableArn(at),
        globalSecondaryIndexes: blocks(inputs, 'globalSecondaryIndexes').map((each) => ({ ...each })),
        pointInTimeRecovery: {
          enabled: false,
          recoveryPeriodInDays: 0,
          ...block(inputs, 'pointInTimeRecovery'),
        },
        readCapacity: inputs['readCapacity'] ?? 0,
        writeCapacity: inputs['writeCapacity'] ?? 0,
        serverSideEncryption: { enabled: false, kmsKeyArn: '', ...block(inputs, 'serverSideEncryption') },
        streamArn: label === '' ? '' : dynamodbStreamArn({ ...at, label }),
        streamLabel: label,
        streamViewType: label === '' ? '' : (inputs['streamViewType'] ?? ''),
        ttl: { attributeName: '', enabled: false, ...block(inputs, 'ttl') },
      },
    };
  },
};

/**
 * On AWS the time at which the stream was made. Outputs depend on no time here: it is a moment of 2026 that goes with the resource,
 * and another one for each view type, whose change makes another stream.
 */
function streamLabel(inputs: Properties, { id }: Parameters<ResourceModel['outputs']>[1]): string {
  const view = viewTypes.findIndex((each) => each === text(inputs, 'streamViewType'));
  const second = Number(id('', 7, '0123456789'));
  return new Date(Date.UTC(2026, 0, 1) + second * 1000 + view).toISOString().slice(0, -1);
}
