import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Cloud } from '../../apps/e2e/src/faults/cloud.ts';
import type { Outputs } from './platform.ts';
import { submissionOf } from './submission.ts';
import type { Accepted } from './submit.ts';

/** What became of the documents of a run. */
export interface Verdict {
  readonly processed: number;
  readonly failed: number;
  readonly deadLetters: number;
  /** Empty when nothing was lost, doubled or taken for something else. */
  readonly problems: readonly string[];
}

const PATIENCE_MS = 600_000;

/** Waits until every entry of an owner has come to an end or lies in the dead-letter queue, and compares them with what was accepted. */
export async function audit(
  cloud: Cloud,
  outputs: Outputs,
  owner: string,
  accepted: readonly Accepted[],
): Promise<Verdict> {
  const dead = new Set<string>();
  const deadline = Date.now() + PATIENCE_MS;
  while (true) {
    const statuses = await statusesOf(cloud, outputs, owner);
    const open = [...statuses].filter(([id, status]) => !isEnd(status) && !dead.has(id));
    if (open.length === 0 || Date.now() > deadline) return verdict(statuses, dead, accepted);
    for (const id of await deadLetters(cloud, outputs)) dead.add(id);
    await setTimeout(500);
  }
}

const isEnd = (status: string): boolean => status === 'processed' || status === 'failed';

/** Status of every entry of the owner, by document id. */
async function statusesOf(cloud: Cloud, { documentsTableName, region }: Outputs, owner: string) {
  const client = new DynamoDBClient(cloud.clientConfig(region));
  const statuses = new Map<string, string>();
  const scan = paginateScan({ client }, { TableName: documentsTableName, ConsistentRead: true });
  for await (const { Items = [] } of scan) {
    for (const { documentId, ownerId, status } of Items) {
      if (ownerId?.S === owner) statuses.set(documentId?.S ?? '', status?.S ?? '');
    }
  }
  return statuses;
}

/** Documents whose events the processor's dead-letter queue has; messages that are being looked at are told of again later. */
async function deadLetters(cloud: Cloud, { processorDeadLetterQueueUrl, region }: Outputs): Promise<string[]> {
  const client = new SQSClient(cloud.clientConfig(region));
  const ids: string[] = [];
  while (true) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: processorDeadLetterQueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 60,
      }),
    );
    if (Messages.length === 0) return ids;
    for (const { Body = '{}' } of Messages) {
      const { Records = [] } = JSON.parse(Body) as { Records?: { s3: { object: { key: string } } }[] };
      ids.push(...Records.map(({ s3 }) => s3.object.key.split('/').at(-1) ?? ''));
    }
  }
}

function verdict(
  statuses: ReadonlyMap<string, string>,
  dead: ReadonlySet<string>,
  accepted: readonly Accepted[],
): Verdict {
  const problems: string[] = [];
  const known = new Set(accepted.map(({ documentId }) => documentId));
  if (known.size !== accepted.length) problems.push(`${accepted.length - known.size} documents have another's id.`);
  const unknown = [...statuses.keys()].filter((id) => !known.has(id));
  if (unknown.length > 0) problems.push(`${unknown.length} entries belong to no accepted document.`);
  for (const { documentId, number } of accepted) {
    const status = statuses.get(documentId) ?? 'lost';
    const { end } = submissionOf(number);
    if (status !== end && !(dead.has(documentId) && status !== 'lost')) {
      problems.push(`Document ${number} (${documentId}) is ${status}, not ${end}.`);
    }
  }
  const count = (wanted: string): number => [...statuses.values()].filter((status) => status === wanted).length;
  return { processed: count('processed'), failed: count('failed'), deadLetters: dead.size, problems };
}
