import { crc32 } from 'node:zlib';
import { list, object, required, string, type FunctionModel, type Properties } from '@palisade/local-engine';
import { block, blocks, text, texts } from '../../../kernel/properties.ts';

const empty = object({});
const operation = object({
  audit: object({
    findingsDestination: required(
      object({
        cloudwatchLogs: object({ logGroup: required(string) }),
        firehose: object({ deliveryStream: required(string) }),
        s3: object({ bucket: required(string) }),
      }),
    ),
  }),
  deidentify: object({ maskConfig: required(empty) }),
});

/** Builds a data protection policy from arguments, as the provider's data source does. */
export const getLogDataProtectionPolicyDocument: FunctionModel = {
  token: 'aws:cloudwatch/getLogDataProtectionPolicyDocument:getLogDataProtectionPolicyDocument',
  inputs: object({
    name: required(string),
    description: string,
    version: string,
    configuration: object({
      customDataIdentifiers: list(object({ name: required(string), regex: required(string) })),
    }),
    statements: required(
      list(object({ sid: string, dataIdentifiers: required(list(string)), operation: required(operation) })),
    ),
  }),
  invoke(args) {
    const version = text(args, 'version') ?? '2021-06-01';
    const statements = blocks(args, 'statements');
    checkOperations(statements);
    const custom = blocks(block(args, 'configuration') ?? {}, 'customDataIdentifiers');
    const description = text(args, 'description');
    const document = {
      ...(description !== undefined && description !== '' && { Description: description }),
      Version: version,
      Name: text(args, 'name'),
      ...(custom.length > 0 && {
        Configuration: {
          CustomDataIdentifier: custom.map((each) => ({ Name: text(each, 'name'), Regex: text(each, 'regex') })),
        },
      }),
      Statement: statements.map(readStatement),
    };
    const json = JSON.stringify(document, undefined, 2);
    return { ...args, version, id: String(crc32(json)), json };
  },
};

function checkOperations(statements: readonly Properties[]): void {
  if (statements.length !== 2) throw new Error(`expected exactly 2 statements, got ${statements.length}`);
  for (const [at, only, other, which] of [
    [0, 'audit', 'deidentify', 'first'],
    [1, 'deidentify', 'audit', 'second'],
  ] as const) {
    const operation = block(statements[at] ?? {}, 'operation') ?? {};
    if (block(operation, only) === undefined || block(operation, other) !== undefined)
      throw new Error(`the ${which} policy statement must contain only the ${only} operation`);
  }
}

function readStatement(statement: Properties): object {
  const sid = text(statement, 'sid');
  const operation = block(statement, 'operation') ?? {};
  const audit = block(operation, 'audit');
  return {
    ...(sid !== undefined && sid !== '' && { Sid: sid }),
    DataIdentifier: [...new Set(texts(statement, 'dataIdentifiers'))],
    Operation:
      audit === undefined
        ? { Deidentify: { MaskConfig: {} } }
        : { Audit: { FindingsDestination: readDestination(block(audit, 'findingsDestination') ?? {}) } },
  };
}

function readDestination(destination: Properties): object {
  const group = block(destination, 'cloudwatchLogs');
  const stream = block(destination, 'firehose');
  const bucket = block(destination, 's3');
  return {
    ...(group && { CloudWatchLogs: { LogGroup: text(group, 'logGroup') } }),
    ...(stream && { Firehose: { DeliveryStream: text(stream, 'deliveryStream') } }),
    ...(bucket && { S3: { Bucket: text(bucket, 'bucket') } }),
  };
}
