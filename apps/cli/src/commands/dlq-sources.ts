import { isRecord } from '../cloud/control-client.ts';
import type { AccessKey } from '../cloud/deployer.ts';
import { callJson, type JsonCall } from '../cloud/json-call.ts';
import { CliError } from '../errors.ts';
import type { Workspace } from '../workspace.ts';
import type { DeadLetterQueue } from './dead-letter-queues.ts';

/** Who calls, if not the deployer. */
export interface Signer {
  readonly signer?: AccessKey & { readonly sessionToken?: string };
}

export function sqsCall(
  { region, url }: DeadLetterQueue,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): JsonCall {
  return {
    service: 'sqs',
    region,
    target: `AmazonSQS.${operation}`,
    version: '1.0',
    input: { QueueUrl: url, ...input },
  };
}

/** Where a function is invoked; `functionName`: its name or ARN, whole or partial, with or without a qualifier. */
export function invocationPath(functionName: string): string {
  const [, name = '', qualifier] = /^(?:.*:function:)?([^:]+)(?::([^:]+))?$/.exec(functionName) ?? [];
  const path = `/2015-03-31/functions/${name}/invocations`;
  return qualifier === undefined ? path : `${path}?Qualifier=${encodeURIComponent(qualifier)}`;
}

/** The records a stream's poller gave up, read again from the stream: as the event of a function. */
export async function streamRecords(
  workspace: Workspace,
  region: string,
  batch: unknown,
  signer: Signer,
): Promise<string> {
  if (!isRecord(batch)) throw new CliError('A message of the dead-letter queue does not say which records failed.');
  const { batchSize, endSequenceNumber, shardId, startSequenceNumber, streamArn } = batch;
  const call = (operation: string, input: JsonCall['input']): JsonCall => ({
    service: 'dynamodb',
    region,
    target: `DynamoDBStreams_20120810.${operation}`,
    version: '1.0',
    input,
  });
  const { ShardIterator } = await callJson(workspace, {
    ...call('GetShardIterator', {
      StreamArn: streamArn,
      ShardId: shardId,
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      SequenceNumber: startSequenceNumber,
    }),
    ...signer,
  });
  const { Records } = await callJson(workspace, {
    ...call('GetRecords', { ShardIterator, Limit: Number(batchSize) }),
    ...signer,
  });
  const records = Array.isArray(Records) ? Records.filter(isRecord) : [];
  const last = records.findIndex(
    ({ dynamodb }) => isRecord(dynamodb) && dynamodb['SequenceNumber'] === endSequenceNumber,
  );
  if (last === -1)
    throw new CliError(`The records up to ${String(endSequenceNumber)} have left the stream: they cannot be redriven.`);
  const failed = records.slice(0, last + 1).map((record) => ({ ...record, eventSourceARN: streamArn }));
  return JSON.stringify({ Records: failed });
}
