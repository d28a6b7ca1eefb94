import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeKeyCommand, KMSClient, paginateListKeys } from '@aws-sdk/client-kms';
import { test as base, expect } from '@playwright/test';
import { refusalOf } from '../src/answers.ts';
import { DocumentsApi } from '../src/documents-api.ts';
import { newDocument, receiptOf } from '../src/fixtures.ts';
import { clientConfig, takeRoles, type Identities } from '../src/identities.ts';
import { reportOf } from '../src/secure-api-fixtures.ts';
import { SecureApi } from '../src/secure-api.ts';
import { currentStack, type SecureApiOutputs, type Stack } from '../src/stack.ts';

interface Side<Outputs> {
  readonly stack: Stack<Outputs>;
  readonly identities: Identities;
}

/** Two stacks in two regions of one account. */
const test = base.extend<object, { documents: Side<Stack['outputs']>; secureApi: Side<SecureApiOutputs> }>({
  documents: [
    async ({}, use) => {
      const stack = currentStack('documents');
      await use({ stack, identities: await takeRoles(stack) });
    },
    { scope: 'worker' },
  ],
  secureApi: [
    async ({}, use) => {
      const stack = currentStack('secure-api');
      await use({ stack, identities: await takeRoles(stack) });
    },
    { scope: 'worker' },
  ],
});

test('they are in two regions of one account', ({ documents, secureApi }) => {
  expect(documents.stack.outputs.region).toBe('us-east-1');
  expect(secureApi.stack.outputs.region).toBe('ap-southeast-1');
  expect(documents.stack.outputs.accountId).toBe(secureApi.stack.outputs.accountId);
});

test('each region lists the log groups of its own stack, and none of the other', async ({ documents, secureApi }) => {
  for (const [here, there] of [
    [documents.stack, secureApi.stack],
    [secureApi.stack, documents.stack],
  ] as const) {
    const client = new CloudWatchLogsClient(clientConfig(here));
    const names: (string | undefined)[] = [];
    for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {})) {
      names.push(...logGroups.map(({ logGroupName }) => logGroupName));
    }
    expect(names).toEqual(expect.arrayContaining([...here.outputs.logGroupNames]));
    expect(names.filter((name) => name !== undefined && there.outputs.logGroupNames.includes(name))).toEqual([]);
  }
});

test('the key is a key of its region: the other neither lists nor finds it', async ({ documents, secureApi }) => {
  const { kmsKeyArn, kmsKeyId } = secureApi.stack.outputs;
  const idsIn = async (stack: Stack<{ readonly region: string }>): Promise<(string | undefined)[]> => {
    const ids: (string | undefined)[] = [];
    for await (const { Keys = [] } of paginateListKeys({ client: new KMSClient(clientConfig(stack)) }, {})) {
      ids.push(...Keys.map(({ KeyId }) => KeyId));
    }
    return ids;
  };
  expect(await idsIn(secureApi.stack)).toContain(kmsKeyId);
  expect(await idsIn(documents.stack)).not.toContain(kmsKeyId);
  const describing = (stack: Stack<{ readonly region: string }>, KeyId: string) =>
    refusalOf(new KMSClient(clientConfig(stack)).send(new DescribeKeyCommand({ KeyId })));
  expect(await describing(secureApi.stack, kmsKeyId)).toBeUndefined();
  expect(await describing(documents.stack, kmsKeyId)).toMatchObject({ name: 'NotFoundException' });
  expect((await describing(documents.stack, kmsKeyArn))?.name).toMatch(/^(NotFound|InvalidArn)Exception$/);
});

test('a client of one API cannot call the other', async ({ documents, request, secureApi }) => {
  const documentsApi = new DocumentsApi(request, documents.stack, documents.identities.client);
  const otherApi = new SecureApi(request, secureApi.stack, secureApi.identities.client);
  await receiptOf(await documentsApi.submit(newDocument()));
  await reportOf(await otherApi.ask('/any'));
  const crossed = await documentsApi.submit(newDocument(), { as: secureApi.identities.client });
  expect(crossed.status()).toBe(403);
  for (const path of ['', '/any']) {
    expect((await otherApi.ask(path, { as: documents.identities.client })).status()).toBe(403);
  }
});

test('who verifies one stack reads no log of the other', async ({ documents, secureApi }) => {
  for (const [side, other] of [
    [documents, secureApi],
    [secureApi, documents],
  ] as const) {
    const logs = new CloudWatchLogsClient(clientConfig(other.stack, side.identities.verifier));
    for (const logGroupName of other.stack.outputs.logGroupNames) {
      const read = logs.send(new FilterLogEventsCommand({ logGroupName }));
      expect(await refusalOf(read), logGroupName).toMatchObject({ name: 'AccessDeniedException' });
    }
  }
});
