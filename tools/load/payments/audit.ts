import { DescribeTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  S3Client,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import { receiptKey } from '@palisade/shared-types';
import type { Cloud } from '../../../apps/e2e/src/faults/cloud.ts';
import { send, type Acknowledged, type Target } from './pay.ts';
import type { PaymentsStack } from '../../../apps/e2e/src/faults/payments-cloud.ts';
import type { Credentials } from '../../../apps/e2e/src/stack.ts';

/**
 * What is wrong after a run: a payment that was acknowledged and is not in the table as it was sent, that has no receipt or more than
 * one version of it, whose retry is answered otherwise than it was; and whatever else is there. Empty when nothing is.
 */
export async function audit(
  at: { readonly cloud: Cloud; readonly stack: PaymentsStack; readonly operator: Credentials },
  target: Target,
  acknowledged: readonly Acknowledged[],
): Promise<string[]> {
  const problems: string[] = [];
  for (const check of [tableProblems, receiptProblems]) problems.push(...(await check(at, acknowledged)));
  for (const { answer, number } of acknowledged) {
    const again = await send(target, number);
    const isReplay = again.status === 201 && again.headers['idempotent-replayed'] === 'true' && again.text === answer;
    if (!isReplay) problems.push(`Payment ${number}, sent again, was answered ${again.status}: ${again.text}`);
  }
  // A retry must not have left anything either.
  const { region, s3_bucket_name: bucket } = at.stack.outputs;
  const versions = await versionsIn(new S3Client(pathStyle(at.cloud.clientConfig(region))), bucket);
  const total = [...versions.values()].reduce((sum, each) => sum + each, 0);
  if (total !== acknowledged.length) problems.push(`After the retries there are ${total} versions of receipts.`);
  return problems;
}

type Check = (
  at: { readonly cloud: Cloud; readonly stack: PaymentsStack; readonly operator: Credentials },
  acknowledged: readonly Acknowledged[],
) => Promise<string[]>;

const tableProblems: Check = async ({ cloud, operator, stack }, acknowledged) => {
  const { dynamodb_table_name: TableName, region } = stack.outputs;
  const dynamodb = new DynamoDBClient(cloud.clientConfig(region, operator));
  const problems: string[] = [];
  for (const { amount, number, transactionId } of acknowledged) {
    const key = { TableName, Key: { transactionId: { S: transactionId } }, ConsistentRead: true };
    const { Item } = await dynamodb.send(new GetItemCommand(key));
    const minor = amount.replace('.', '').replace(/^0+/, '');
    if (Item === undefined) problems.push(`Payment ${number} was acknowledged and is not in the table.`);
    else if (Item['amount']?.S !== amount || Item['amountMinor']?.N !== minor)
      problems.push(`Payment ${number} of ${amount} is in the table with ${Item['amountMinor']?.N}.`);
  }
  // The deployer sees how many there are, and none of them.
  const manager = new DynamoDBClient(cloud.clientConfig(region));
  const { Table } = await manager.send(new DescribeTableCommand({ TableName }));
  if (Table?.ItemCount !== acknowledged.length) problems.push(`The table has ${Table?.ItemCount} entries.`);
  return problems;
};

const receiptProblems: Check = async ({ cloud, operator, stack }, acknowledged) => {
  const { region, s3_bucket_name: Bucket } = stack.outputs;
  const versions = await versionsIn(new S3Client(pathStyle(cloud.clientConfig(region))), Bucket);
  const reader = new S3Client(pathStyle(cloud.clientConfig(region, operator)));
  const problems: string[] = [];
  for (const { answer, number, transactionId } of acknowledged) {
    const Key = receiptKey(transactionId);
    const found = versions.get(Key) ?? 0;
    versions.delete(Key);
    if (found !== 1) problems.push(`The receipt of payment ${number} has ${found} versions.`);
    if (found === 0) continue;
    const { Body } = await reader.send(new GetObjectCommand({ Bucket, Key }));
    const { payment } = JSON.parse((await Body?.transformToString()) ?? '') as { payment: unknown };
    if (JSON.stringify(payment) !== answer) problems.push(`The receipt of payment ${number} says something else.`);
  }
  for (const Key of versions.keys()) problems.push(`${Key} is the receipt of no payment.`);
  return problems;
};

/** How many versions there are of each key, markers of deletions among them. */
async function versionsIn(s3: S3Client, Bucket: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  let from: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } | undefined = {};
  while (from !== undefined) {
    const page: ListObjectVersionsCommandOutput = await s3.send(new ListObjectVersionsCommand({ Bucket, ...from }));
    const { DeleteMarkers = [], Versions = [], NextKeyMarker, NextVersionIdMarker } = page;
    for (const { Key = '' } of [...Versions, ...DeleteMarkers]) counts.set(Key, (counts.get(Key) ?? 0) + 1);
    from = page.IsTruncated
      ? { KeyMarker: NextKeyMarker ?? '', VersionIdMarker: NextVersionIdMarker ?? '' }
      : undefined;
  }
  return counts;
}

const pathStyle = <Config extends object>(config: Config) => ({ ...config, forcePathStyle: true });
