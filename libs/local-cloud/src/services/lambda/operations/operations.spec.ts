import {
  DeleteFunctionCommand,
  GetAccountSettingsCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FunctionCloud } from '../testing/function-cloud.ts';

let cloud: FunctionCloud;
let client: LambdaClient;
let arn: string;

beforeAll(async () => {
  cloud = await FunctionCloud.start({
    documents: {
      files: {
        'index.js':
          'exports.handler = async (event, context) => [event, context.invokedFunctionArn, context.clientContext]',
      },
      inputs: {
        description: 'stores documents',
        environment: { variables: { BUCKET: 'documents' } },
        reservedConcurrentExecutions: 5,
        memorySize: 256,
        timeout: 20,
        tags: { team: 'blue' },
        loggingConfig: { logFormat: 'JSON' },
      },
      around: (stack) => {
        const permission = {
          function: 'documents',
          action: 'lambda:InvokeFunction',
          principal: 'apigateway.amazonaws.com',
        };
        const source = {
          sourceArn: 'arn:aws:execute-api:us-east-1:123456789012:api/dev/POST/documents',
          sourceAccount: '123456789012',
        };
        stack.resource('aws:lambda/permission:Permission', 'gateway', {
          ...permission,
          ...source,
          statementId: 'gateway',
        });
        stack.resource('aws:lambda/alias:Alias', 'live', {
          name: 'live',
          functionName: 'documents',
          functionVersion: '$LATEST',
        });
        return {};
      },
    },
    other: { files: { 'index.js': 'exports.handler = async () => 1' } },
  });
  client = cloud.lambda;
  arn = (await client.send(new GetFunctionConfigurationCommand({ FunctionName: 'documents' }))).FunctionArn ?? '';
});
afterAll(async () => cloud.close());

describe('reading', () => {
  test('GetFunction shows everything that was declared', async () => {
    expect(await client.send(new GetFunctionCommand({ FunctionName: 'documents' }))).toMatchObject({
      Configuration: {
        FunctionName: 'documents',
        FunctionArn: expect.stringMatching(/^arn:aws:lambda:us-east-1:\d{12}:function:documents$/),
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        MemorySize: 256,
        Timeout: 20,
        Description: 'stores documents',
        Environment: { Variables: { BUCKET: 'documents' } },
        State: 'Active',
        Architectures: ['x86_64'],
        LoggingConfig: {
          LogFormat: 'JSON',
          LogGroup: '/aws/lambda/documents',
          ApplicationLogLevel: 'INFO',
          SystemLogLevel: 'INFO',
        },
        CodeSize: expect.any(Number),
        CodeSha256: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      },
      Tags: { team: 'blue' },
      Concurrency: { ReservedConcurrentExecutions: 5 },
    });
  });

  test('a function is named by name, partial ARN or ARN', async () => {
    const account = arn.split(':')[4];
    for (const FunctionName of [
      'documents',
      arn,
      `${account}:function:documents`,
      'documents:live',
      `${arn}:$LATEST`,
    ]) {
      expect(await client.send(new GetFunctionConfigurationCommand({ FunctionName }))).toMatchObject({
        FunctionArn: arn,
      });
    }
    for (const FunctionName of ['nobody', 'documents:dead', arn.replace('us-east-1', 'eu-west-1')]) {
      await expect(client.send(new GetFunctionConfigurationCommand({ FunctionName }))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
      });
    }
  });

  test('lists page by page', async () => {
    const first = await client.send(new ListFunctionsCommand({ MaxItems: 1 }));
    expect(first.Functions?.map((each) => each.FunctionName)).toEqual(['documents']);
    const second = await client.send(new ListFunctionsCommand({ MaxItems: 1, Marker: first.NextMarker }));
    expect(second.Functions?.map((each) => each.FunctionName)).toEqual(['other']);
    expect(second.NextMarker).toBeUndefined();
  });

  test('a region shows its own functions', async () => {
    const elsewhere = new LambdaClient(cloud.test.deployer('eu-west-1'));
    expect((await elsewhere.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
  });

  test('policy, concurrency, tags, versions and aliases', async () => {
    const { Policy = '' } = await client.send(new GetPolicyCommand({ FunctionName: 'documents' }));
    expect(JSON.parse(Policy)).toEqual({
      Version: '2012-10-17',
      Id: 'default',
      Statement: [
        {
          Sid: 'gateway',
          Effect: 'Allow',
          Principal: { Service: 'apigateway.amazonaws.com' },
          Action: 'lambda:InvokeFunction',
          Resource: arn,
          Condition: {
            StringEquals: { 'AWS:SourceAccount': '123456789012' },
            ArnLike: { 'AWS:SourceArn': 'arn:aws:execute-api:us-east-1:123456789012:api/dev/POST/documents' },
          },
        },
      ],
    });
    await expect(client.send(new GetPolicyCommand({ FunctionName: 'other' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    const FunctionName = 'documents';
    expect(await client.send(new GetFunctionConcurrencyCommand({ FunctionName }))).toMatchObject({
      ReservedConcurrentExecutions: 5,
    });
    expect(await client.send(new ListTagsCommand({ Resource: arn }))).toMatchObject({ Tags: { team: 'blue' } });
    expect((await client.send(new ListVersionsByFunctionCommand({ FunctionName }))).Versions).toHaveLength(1);
    expect((await client.send(new ListAliasesCommand({ FunctionName }))).Aliases).toEqual([
      expect.objectContaining({ Name: 'live', AliasArn: `${arn}:live` }),
    ]);
    expect(await client.send(new GetAliasCommand({ FunctionName, Name: 'live' }))).toMatchObject({
      FunctionVersion: '$LATEST',
    });
    expect(await client.send(new GetAccountSettingsCommand({}))).toMatchObject({
      AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 995 },
      AccountUsage: { FunctionCount: 2 },
    });
  });
});

describe('invoking', () => {
  const invoke = async (input: object): Promise<unknown> => {
    const { Payload, ...rest } = await client.send(new InvokeCommand({ FunctionName: 'documents', ...input }));
    const text = Payload?.transformToString() ?? '';
    return { ...rest, payload: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };

  test('by alias and qualifier; the function sees by what name it was called', async () => {
    expect(await invoke({ Payload: '1' })).toMatchObject({ ExecutedVersion: '$LATEST', payload: [1, arn, null] });
    expect(await invoke({ Payload: '2', Qualifier: 'live' })).toMatchObject({ payload: [2, `${arn}:live`, null] });
    await expect(invoke({ Qualifier: 'dead' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('without payload the event is an empty object', async () => {
    expect(await invoke({})).toMatchObject({ payload: [{}, arn, null] });
  });

  test('with a client context', async () => {
    const ClientContext = Buffer.from('{"custom":{"a":"1"}}').toString('base64');
    expect(await invoke({ ClientContext })).toMatchObject({ payload: [{}, arn, { custom: { a: '1' } }] });
  });

  test('a dry run runs nothing', async () => {
    expect(await invoke({ InvocationType: 'DryRun' })).toMatchObject({ StatusCode: 204, payload: undefined });
  });

  test('an event that is no JSON is refused', async () => {
    await expect(invoke({ Payload: 'nonsense' })).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('an asynchronous event may have 1 MiB, not more', async () => {
    const Payload = JSON.stringify('x'.repeat(1_048_574));
    expect(await invoke({ Payload, InvocationType: 'Event' })).toMatchObject({ StatusCode: 202 });
    await expect(
      invoke({ Payload: JSON.stringify('x'.repeat(1_048_575)), InvocationType: 'Event' }),
    ).rejects.toMatchObject({
      $metadata: { httpStatusCode: 413 },
    });
  });
});

describe('changing', () => {
  test.each([
    ['DeleteFunction', new DeleteFunctionCommand({ FunctionName: 'documents' })],
    ['UpdateFunctionCode', new UpdateFunctionCodeCommand({ FunctionName: 'documents', S3Bucket: 'b', S3Key: 'k' })],
  ])('%s is left to the program', async (name, command) => {
    await expect(client.send(command as DeleteFunctionCommand)).rejects.toMatchObject({
      name: 'InfrastructureIsDeclared',
      message: expect.stringContaining(name),
    });
  });
});
