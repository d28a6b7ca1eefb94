import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { getItem } from '../../capabilities/dynamodb/get-item.ts';
import { putItem } from '../../capabilities/dynamodb/put-item.ts';
import { query } from '../../capabilities/dynamodb/query.ts';
import { readStream } from '../../capabilities/dynamodb/read-stream.ts';
import { updateItem } from '../../capabilities/dynamodb/update-item.ts';
import { lambdaNetworkInterfaces } from '../../capabilities/ec2/lambda-network-interfaces.ts';
import { writeLogStreams } from '../../capabilities/logs/write-log-streams.ts';
import { deleteObject } from '../../capabilities/s3/delete-object.ts';
import { getObject } from '../../capabilities/s3/get-object.ts';
import { putObject } from '../../capabilities/s3/put-object.ts';
import { publish } from '../../capabilities/sns/publish.ts';
import { sendMessage } from '../../capabilities/sqs/send-message.ts';
import { putTraceSegments } from '../../capabilities/xray/put-trace-segments.ts';
import { denyNetworkInterfacesFromCode } from '../../guardrails/ec2/deny-network-interfaces-from-code.ts';
import { identityPolicy } from '../../kinds/identity.ts';
import type { Statement } from '../../statement.ts';

/** What each function of the platform is: its names, literal, so that role and function do not wait for each other. */
export interface PlatformFunction extends InRegion {
  readonly functionName: string;
  readonly logGroup: string;
  readonly deadLetterQueue: string;
  /** Whether Lambda writes traces with the role. */
  readonly tracing: boolean;
}

/**
 * The Lambda authorizer: looks keys up in the permissions table, one at a time.
 *
 * @example
 * const at: PlatformFunction = { ...here, functionName: 'f', logGroup: '/aws/lambda/f', deadLetterQueue: 'f-dlq', tracing: true };
 * apiAuthorizerPolicy({ ...at, permissionsTable: 'permissions' }).name; // => f
 */
export function apiAuthorizerPolicy(at: PlatformFunction & { readonly permissionsTable: string }): Policy {
  return identityPolicy(at.functionName, [
    getItem({ ...at, table: at.permissionsTable, sid: 'LookKeysUp' }),
    ...ofEveryFunction(at),
  ]);
}

/**
 * The API handler: enters documents, shows and lists them, and puts, gets and deletes their objects below `prefix`. It scans
 * nothing, deletes no entry and no version of an object, and sees no key's permissions.
 *
 * @example
 * const at: PlatformFunction = { ...here, functionName: 'f', logGroup: '/aws/lambda/f', deadLetterQueue: 'f-dlq', tracing: false };
 * apiHandlerPolicy({ ...at, table: 'documents', indexes: ['byStatus', 'byOwner'], bucket: 'docs', prefix: 'incoming/' }).kind; // => identity
 */
export function apiHandlerPolicy(
  at: PlatformFunction & {
    readonly table: string;
    readonly indexes: readonly string[];
    readonly bucket: string;
    readonly prefix: string;
  },
): Policy {
  const objects = { partition: at.partition, bucket: at.bucket, keys: `${at.prefix}*` };
  return identityPolicy(at.functionName, [
    getItem({ ...at, sid: 'ReadEntries' }),
    putItem({ ...at, sid: 'CreateEntries' }),
    updateItem({ ...at, sid: 'ChangeEntries' }),
    ...at.indexes.map((index) =>
      query({ ...at, index, sid: `List${index.replace(/^./, (one) => one.toUpperCase())}` }),
    ),
    putObject({ ...objects, sid: 'StoreDocuments' }),
    getObject({ ...objects, sid: 'GiveDocuments' }),
    deleteObject({ ...objects, sid: 'DeleteDocuments' }),
    ...ofEveryFunction(at),
  ]);
}

/**
 * The document processor: reads what arrived below `prefix` and writes what it found into its entry. It writes no object, so it
 * cannot wake itself, and deletes nothing.
 *
 * @example
 * const at: PlatformFunction = { ...here, functionName: 'f', logGroup: '/aws/lambda/f', deadLetterQueue: 'f-dlq', tracing: false };
 * documentProcessorPolicy({ ...at, table: 'documents', bucket: 'docs', prefix: 'incoming/' }).kind; // => identity
 */
export function documentProcessorPolicy(
  at: PlatformFunction & { readonly table: string; readonly bucket: string; readonly prefix: string },
): Policy {
  const objects = { partition: at.partition, bucket: at.bucket, keys: `${at.prefix}*` };
  return identityPolicy(at.functionName, [
    getObject({ ...objects, sid: 'ReadArrivals' }),
    getItem({ ...at, sid: 'ReadEntries' }),
    updateItem({ ...at, sid: 'ChangeEntries' }),
    ...ofEveryFunction(at),
  ]);
}

/**
 * The notifier: Lambda reads the table's stream with its role, and its code publishes to one topic. It reads neither the table nor
 * any object. The stream's label is not known before the table is made.
 *
 * @example
 * const at: PlatformFunction = { ...here, functionName: 'f', logGroup: '/aws/lambda/f', deadLetterQueue: 'f-dlq', tracing: false };
 * documentNotifierPolicy({ ...at, table: 'documents', topic: 'changes' }).kind; // => identity
 */
export function documentNotifierPolicy(
  at: PlatformFunction & { readonly table: string; readonly topic: string },
): Policy {
  return identityPolicy(at.functionName, [
    readStream({ ...at, label: '*', sid: 'ReadChanges' }),
    publish({ ...at, sid: 'TellChanges' }),
    ...ofEveryFunction(at),
  ]);
}

/** Its own log, its own dead-letter queue, and the interfaces Lambda gives it in the VPC, which its code may not touch. */
function ofEveryFunction(at: PlatformFunction): readonly Statement[] {
  return [
    writeLogStreams({ ...at, group: at.logGroup, sid: 'OwnLogs' }),
    sendMessage({ ...at, queue: at.deadLetterQueue, sid: 'OwnDeadLetters' }),
    lambdaNetworkInterfaces({ sid: 'VpcNetworkInterfaces' }),
    denyNetworkInterfacesFromCode(at),
    ...(at.tracing ? [putTraceSegments({ sid: 'OwnTraces' })] : []),
  ];
}
