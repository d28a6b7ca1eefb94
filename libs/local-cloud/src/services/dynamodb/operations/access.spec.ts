import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeContinuousBackupsCommand,
  DescribeEndpointsCommand,
  DescribeLimitsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  GetResourcePolicyCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type DynamoDBStreamsClient,
} from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { iamUserArn, type Statement } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import type { Declaration } from '../../../testing/index.ts';
import { RESOURCE_POLICY } from '../resources/resource-policy.ts';
import {
  declareDocuments,
  declareRole,
  declareTable,
  document,
  indexArn,
  refusal,
  roleArn,
  startDynamodb,
  tableArn,
  type DynamodbCloud,
} from '../testing/dynamodb-cloud.ts';

const OTHER_ACCOUNT = '999999999999';
const documents = tableArn('documents');
const key = { owner: { S: 'me' }, number: { N: '1' } };
const Item = { ...key, title: { S: 't' }, status: { S: 'new' } };
const TableName = 'documents';
const byOwner = {
  TableName,
  KeyConditionExpression: '#o = :o',
  ExpressionAttributeNames: { '#o': 'owner' },
  ExpressionAttributeValues: { ':o': { S: 'me' } },
};
const byStatus = {
  TableName,
  IndexName: 'byStatus',
  KeyConditionExpression: '#s = :s',
  ExpressionAttributeNames: { '#s': 'status' },
  ExpressionAttributeValues: { ':s': { S: 'new' } },
};

let streamArn = '';
let shardId = '';
let iterator = '';

interface Case {
  readonly action: string;
  readonly resource: string | (() => string);
  readonly send?: (client: DynamoDBClient) => Promise<unknown>;
  readonly sendToStreams?: (client: DynamoDBStreamsClient) => Promise<unknown>;
}

/** Each operation with the one permission it needs. */
const cases: readonly Case[] = [
  { action: 'PutItem', resource: documents, send: (client) => client.send(new PutItemCommand({ TableName, Item })) },
  {
    action: 'GetItem',
    resource: documents,
    send: (client) => client.send(new GetItemCommand({ TableName, Key: key })),
  },
  {
    action: 'UpdateItem',
    resource: documents,
    send: (client) => client.send(new UpdateItemCommand({ TableName, Key: key })),
  },
  {
    action: 'DeleteItem',
    resource: documents,
    send: (client) => client.send(new DeleteItemCommand({ TableName, Key: { ...key, number: { N: '9' } } })),
  },
  { action: 'Query', resource: documents, send: (client) => client.send(new QueryCommand(byOwner)) },
  {
    action: 'Query',
    resource: indexArn('documents', 'byStatus'),
    send: (client) => client.send(new QueryCommand(byStatus)),
  },
  { action: 'Scan', resource: documents, send: (client) => client.send(new ScanCommand({ TableName })) },
  {
    action: 'Scan',
    resource: indexArn('documents', 'byStatus'),
    send: (client) => client.send(new ScanCommand({ TableName, IndexName: 'byStatus' })),
  },
  {
    action: 'BatchGetItem',
    resource: documents,
    send: (client) => client.send(new BatchGetItemCommand({ RequestItems: { documents: { Keys: [key] } } })),
  },
  {
    action: 'BatchWriteItem',
    resource: documents,
    send: (client) =>
      client.send(new BatchWriteItemCommand({ RequestItems: { documents: [{ PutRequest: { Item } }] } })),
  },
  {
    action: 'GetItem',
    resource: documents,
    send: (client) => client.send(new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key: key } }] })),
  },
  {
    action: 'PutItem',
    resource: documents,
    send: (client) => client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item } }] })),
  },
  {
    action: 'ConditionCheckItem',
    resource: documents,
    send: (client) =>
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              ConditionCheck: {
                TableName,
                Key: { ...key, number: { N: '9' } },
                ConditionExpression: 'attribute_not_exists(title)',
              },
            },
          ],
        }),
      ),
  },
  {
    action: 'DescribeTable',
    resource: documents,
    send: (client) => client.send(new DescribeTableCommand({ TableName })),
  },
  {
    action: 'DescribeTimeToLive',
    resource: documents,
    send: (client) => client.send(new DescribeTimeToLiveCommand({ TableName })),
  },
  {
    action: 'DescribeContinuousBackups',
    resource: documents,
    send: (client) => client.send(new DescribeContinuousBackupsCommand({ TableName })),
  },
  {
    action: 'ListTagsOfResource',
    resource: documents,
    send: (client) => client.send(new ListTagsOfResourceCommand({ ResourceArn: documents })),
  },
  {
    action: 'GetResourcePolicy',
    resource: tableArn('shared'),
    send: (client) => client.send(new GetResourcePolicyCommand({ ResourceArn: tableArn('shared') })),
  },
  { action: 'ListTables', resource: '*', send: (client) => client.send(new ListTablesCommand({})) },
  { action: 'DescribeLimits', resource: '*', send: (client) => client.send(new DescribeLimitsCommand({})) },
  { action: 'DescribeEndpoints', resource: '*', send: (client) => client.send(new DescribeEndpointsCommand({})) },
  { action: 'ListStreams', resource: '*', sendToStreams: (client) => client.send(new ListStreamsCommand({})) },
  {
    action: 'DescribeStream',
    resource: () => streamArn,
    sendToStreams: (client) => client.send(new DescribeStreamCommand({ StreamArn: streamArn })),
  },
  {
    action: 'GetShardIterator',
    resource: () => streamArn,
    sendToStreams: (client) =>
      client.send(new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shardId, ShardIteratorType: 'LATEST' })),
  },
  {
    action: 'GetRecords',
    resource: () => streamArn,
    sendToStreams: (client) => client.send(new GetRecordsCommand({ ShardIterator: iterator })),
  },
];

const allow = (
  Action: string | string[],
  Resource: string | string[],
  Condition?: Statement['Condition'],
): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const only = { 'dynamodb:LeadingKeys': ['me'] };

let dynamodb: DynamodbCloud;

beforeAll(async () => {
  dynamodb = await startDynamodb((stack: Declaration) => {
    streamArn = String(
      declareDocuments(stack, { streamEnabled: true, streamViewType: 'KEYS_ONLY' }).outputs['streamArn'],
    );
    declareTable(stack, 'shared');
    for (const [at, { action, resource }] of cases.entries()) {
      const named = typeof resource === 'string' ? resource : resource();
      declareRole(stack, `may-${at}`, allow(`dynamodb:${action}`, named));
      declareRole(stack, `may-not-${at}`, allow('dynamodb:*', '*'), {
        Effect: 'Deny',
        Action: `dynamodb:${action}`,
        Resource: named,
      });
    }
    const all = [
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:BatchGetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ];
    declareRole(
      stack,
      'own-partition',
      allow(all, [documents, `${documents}/index/*`], {
        'ForAllValues:StringEquals': only,
        Null: { 'dynamodb:LeadingKeys': 'false' },
      }),
    );
    declareRole(
      stack,
      'some-attributes',
      allow(all, documents, {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['owner', 'number', 'title'] },
        StringEqualsIfExists: {
          'dynamodb:Select': 'SPECIFIC_ATTRIBUTES',
          'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'],
        },
      }),
    );
    declareRole(
      stack,
      'transactions',
      allow(['dynamodb:PutItem', 'dynamodb:GetItem'], documents, {
        'ForAnyValue:StringEquals': { 'dynamodb:EnclosingOperation': ['TransactWriteItems', 'TransactGetItems'] },
      }),
    );
    for (const role of ['guest', 'stranger', 'follower']) declareRole(stack, role);
    declareRole(stack, 'banned', allow('dynamodb:*', '*'));
    stack.resource(RESOURCE_POLICY, 'stream', {
      resourceArn: streamArn,
      policy: document(
        {
          Effect: 'Allow',
          Principal: { AWS: roleArn('follower') },
          Action: 'dynamodb:DescribeStream',
          Resource: streamArn,
        },
        { Effect: 'Deny', Principal: { AWS: roleArn('banned') }, Action: 'dynamodb:*', Resource: streamArn },
      ),
    });
    stack.resource(RESOURCE_POLICY, 'policy', {
      resourceArn: tableArn('shared'),
      policy: document(
        {
          Effect: 'Allow',
          Principal: { AWS: [roleArn('guest'), OTHER_ACCOUNT] },
          Action: 'dynamodb:GetItem',
          Resource: tableArn('shared'),
        },
        { Effect: 'Deny', Principal: { AWS: roleArn('banned') }, Action: 'dynamodb:*', Resource: tableArn('shared') },
      ),
    });
  });
  await dynamodb.admin.send(new PutItemCommand({ TableName, Item }));
  const described = await dynamodb.streams.send(new DescribeStreamCommand({ StreamArn: streamArn }));
  shardId = described.StreamDescription?.Shards?.[0]?.ShardId ?? '';
  const got = await dynamodb.streams.send(
    new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  iterator = got.ShardIterator ?? '';
});

afterAll(() => dynamodb.close());

describe.each(cases.map((each, at) => [at, each.action, each] as const))(
  '%i %s',
  (at, action, { send, sendToStreams }) => {
    const as = (role: string): Promise<unknown> =>
      send === undefined
        ? (sendToStreams as NonNullable<typeof sendToStreams>)(dynamodb.streamsAs(role))
        : send(dynamodb.as(role));

    test('goes with its permission', async () => {
      await as(`may-${at}`);
    });

    test('does not go without it, whatever else is allowed', async () => {
      expect(await refusal(as(`may-not-${at}`))).toMatch(
        new RegExp(
          `^AccessDeniedException: User: .*may-not-${at}/test is not authorized to perform: dynamodb:${action} `,
        ),
      );
    });
  },
);

const get = (role: string, owner: string, ProjectionExpression?: string): Promise<unknown> =>
  dynamodb.as(role).send(
    new GetItemCommand({
      TableName,
      Key: { owner: { S: owner }, number: { N: '1' } },
      ...(ProjectionExpression !== undefined && { ProjectionExpression }),
    }),
  );

describe('condition keys', () => {
  test('dynamodb:LeadingKeys keeps callers in their partition', async () => {
    await get('own-partition', 'me');
    expect(await refusal(get('own-partition', 'you'))).toMatch(/^AccessDenied/);
    const batch = (...owners: string[]): Promise<unknown> =>
      dynamodb.as('own-partition').send(
        new BatchGetItemCommand({
          RequestItems: { documents: { Keys: owners.map((S) => ({ owner: { S }, number: { N: '1' } })) } },
        }),
      );
    await batch('me');
    expect(await refusal(batch('me', 'you'))).toMatch(/^AccessDenied/);
    const query = (S: string): Promise<unknown> =>
      dynamodb.as('own-partition').send(new QueryCommand({ ...byOwner, ExpressionAttributeValues: { ':o': { S } } }));
    await query('me');
    expect(await refusal(query('you'))).toMatch(/^AccessDenied/);
    // In an index it is the partition key of the index that leads.
    expect(await refusal(dynamodb.as('own-partition').send(new QueryCommand(byStatus)))).toMatch(/^AccessDenied/);
  });

  test('dynamodb:Attributes and dynamodb:Select keep them to some attributes', async () => {
    await get('some-attributes', 'me', 'title');
    expect(await refusal(get('some-attributes', 'me', 'secret'))).toMatch(/^AccessDenied/);
    expect(await refusal(get('some-attributes', 'me'))).toMatch(/^AccessDenied/);
    const update = (attribute: string, ReturnValues: 'ALL_NEW' | 'UPDATED_NEW'): Promise<unknown> =>
      dynamodb.as('some-attributes').send(
        new UpdateItemCommand({
          TableName,
          Key: key,
          UpdateExpression: `SET ${attribute} = :v`,
          ExpressionAttributeValues: { ':v': { S: 'v' } },
          ReturnValues,
        }),
      );
    await update('title', 'UPDATED_NEW');
    expect(await refusal(update('secret', 'UPDATED_NEW'))).toMatch(/^AccessDenied/);
    expect(await refusal(update('title', 'ALL_NEW'))).toMatch(/^AccessDenied/);
  });

  test('dynamodb:EnclosingOperation tells transactions', async () => {
    const client = dynamodb.as('transactions');
    await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item } }] }));
    await client.send(new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key: key } }] }));
    expect(await refusal(client.send(new PutItemCommand({ TableName, Item })))).toMatch(/^AccessDenied/);
    expect(await refusal(client.send(new GetItemCommand({ TableName, Key: key })))).toMatch(/^AccessDenied/);
  });
});

describe('the policy of a table', () => {
  const read = (role: string): Promise<unknown> =>
    dynamodb.as(role).send(new GetItemCommand({ TableName: 'shared', Key: { id: { S: 'x' } } }));

  test('lets in who is named, and no one else', async () => {
    await read('guest');
    expect(await refusal(read('stranger'))).toMatch(/^AccessDenied/);
  });

  test('refuses whoever it denies, whatever their own policies say', async () => {
    const other = dynamodb.as('banned').send(new GetItemCommand({ TableName, Key: key }));
    await other;
    expect(await refusal(read('banned'))).toMatch(/with an explicit deny in a resource-based policy/);
  });

  test('does not let another account in by itself: that must allow its caller too', () => {
    const { host } = dynamodb.cloud.cloud;
    const may = (accountId: string, name: string): string => {
      const arn = iamUserArn({ account: accountId, name });
      const principal = { kind: 'user' as const, accountId, arn, principalArn: arn, userId: 'AIDAX', accessKeyId: '' };
      const permission = { action: 'dynamodb:GetItem', resource: tableArn('shared') };
      return host.authorise({ principal, region: 'us-east-1', permission }).verdict;
    };
    expect(may(DEFAULT_ACCOUNT, 'deployer')).toBe('Allowed');
    expect(may(OTHER_ACCOUNT, 'somebody')).toBe('ImplicitlyDenied');
  });
});

describe('the policy of a stream', () => {
  const describeAs = (role: string): Promise<unknown> =>
    dynamodb.streamsAs(role).send(new DescribeStreamCommand({ StreamArn: streamArn }));

  test('lets in who is named, and nobody whom only that of the table names', async () => {
    await describeAs('follower');
    expect(await refusal(describeAs('guest'))).toMatch(/^AccessDenied/);
  });

  test('refuses whoever it denies, whatever their own policies say', async () => {
    expect(await refusal(describeAs('banned'))).toMatch(/with an explicit deny in a resource-based policy/);
    await dynamodb.streamsAs('banned').send(new ListStreamsCommand({}));
  });
});
