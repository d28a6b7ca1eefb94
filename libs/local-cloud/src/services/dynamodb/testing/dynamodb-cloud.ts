import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Properties, Resource } from '@palisade/local-engine';
import { dynamodbIndexArn, dynamodbTableArn, iamRoleArn, type Statement } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { startTestCloud, type Declaration, type TestCloud, type TestCloudOptions } from '../../../testing/index.ts';
import { dynamodb } from '../index.ts';
import { TABLE } from '../resources/table.ts';

/** A cloud with DynamoDB, and clients of the AWS SDK for it over TLS. */
export interface DynamodbCloud {
  readonly cloud: TestCloud;
  /** The administrator. */
  readonly admin: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  /** A session of the role of that name, declared with `declareRole`. */
  as(role: string): DynamoDBClient;
  streamsAs(role: string): DynamoDBStreamsClient;
  close(): Promise<void>;
}

export async function startDynamodb(
  declare: ((stack: Declaration) => void) | undefined,
  options: TestCloudOptions = {},
): Promise<DynamodbCloud> {
  const cloud = await startTestCloud(declare, { ...options, services: [...(options.services ?? []), dynamodb] });
  const clients: { destroy(): void }[] = [];
  const kept = <Client extends { destroy(): void }>(client: Client): Client => {
    clients.push(client);
    return client;
  };
  // A client signs by the clock as it was when the client was made.
  const now = <Client>(make: () => Client): (() => Client) => {
    let [client, at] = [make(), cloud.clock.now()];
    return () => {
      if (at !== cloud.clock.now()) [client, at] = [make(), cloud.clock.now()];
      return client;
    };
  };
  const admin = now(() => kept(new DynamoDBClient(cloud.deployer())));
  const streams = now(() => kept(new DynamoDBStreamsClient(cloud.deployer())));
  return {
    cloud,
    get admin() {
      return admin();
    },
    get streams() {
      return streams();
    },
    as: (role) => kept(new DynamoDBClient(cloud.role(roleArn(role)))),
    streamsAs: (role) => kept(new DynamoDBStreamsClient(cloud.role(roleArn(role)))),
    async close() {
      for (const each of clients) each.destroy();
      await cloud.close();
    },
  };
}

export const roleArn = (name: string): string => iamRoleArn({ account: DEFAULT_ACCOUNT, name });
export const tableArn = (table: string): string =>
  dynamodbTableArn({ region: 'us-east-1', account: DEFAULT_ACCOUNT, table });
export const indexArn = (table: string, index: string): string =>
  dynamodbIndexArn({ region: 'us-east-1', account: DEFAULT_ACCOUNT, table, index });

/** An on-demand table with the key `id`, a string, unless the inputs say otherwise. */
export function declareTable(stack: Declaration, name: string, inputs: Properties = {}): Resource {
  return stack.resource(TABLE, name, {
    name,
    attributes: [{ name: 'id', type: 'S' }],
    hashKey: 'id',
    billingMode: 'PAY_PER_REQUEST',
    ...inputs,
  });
}

/** Documents with an owner's partition, found by status too. */
export function declareDocuments(stack: Declaration, inputs: Properties = {}): Resource {
  return declareTable(stack, 'documents', {
    attributes: [
      { name: 'owner', type: 'S' },
      { name: 'number', type: 'N' },
      { name: 'status', type: 'S' },
      { name: 'size', type: 'N' },
    ],
    hashKey: 'owner',
    rangeKey: 'number',
    globalSecondaryIndexes: [
      {
        name: 'byStatus',
        keySchemas: [
          { attributeName: 'status', keyType: 'HASH' },
          { attributeName: 'number', keyType: 'RANGE' },
        ],
        projectionType: 'INCLUDE',
        nonKeyAttributes: ['title'],
      },
    ],
    localSecondaryIndexes: [{ name: 'bySize', rangeKey: 'size', projectionType: 'KEYS_ONLY' }],
    ...inputs,
  });
}

/** A role that may do what the statements say. */
export function declareRole(stack: Declaration, name: string, ...statements: readonly Statement[]): void {
  const trust = document({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
  stack.resource('aws:iam/role:Role', name, { name, assumeRolePolicy: trust });
  if (statements.length > 0) {
    stack.resource('aws:iam/rolePolicy:RolePolicy', name, { role: name, policy: document(...statements) });
  }
}

export const document = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** What the client was refused with, `Code: message`; throws if it was not refused. */
export async function refusal(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    const { $metadata, message, name } = error as Error & { $metadata?: unknown };
    if ($metadata === undefined) throw error;
    return `${name}: ${message}`;
  }
  throw new Error('The request was not refused.');
}
