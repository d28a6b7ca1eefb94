import { randomBytes } from 'node:crypto';
import { APIGatewayClient, FlushStageAuthorizersCacheCommand } from '@aws-sdk/client-api-gateway';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { apiKeyHash, apiKeyOf, type ApiPermission } from '@palisade/shared-types';
import { issueKey, permit } from '../../src/api-keys.ts';
import { clientConfig } from '../../src/identities.ts';
import { linesAbout, soon } from '../../src/logs.ts';
import { expect, newClientId, problemOf, requestIdOf, test } from '../../src/processing-fixtures.ts';

test('a good key is taken', async ({ api }) => {
  expect((await api.call('GET', '')).status()).toBe(200);
});

const yesterday = Math.floor(Date.now() / 1000) - 86_400;
const tomorrow = yesterday + 2 * 86_400;

const wrong: Readonly<Record<string, string>> = {
  'no key': 'none',
  'an unknown key': apiKeyOf(randomBytes(32)),
  'a key of another form': 'x'.repeat(40),
  'a key without its prefix': randomBytes(32).toString('base64url'),
};
for (const [what, key] of Object.entries(wrong)) {
  test(`${what}: 401, and not a word more`, async ({ api }) => {
    const answer = await api.call('GET', '', { key });
    expect(await problemOf(answer)).toMatchObject({ status: 401 });
    expect(await answer.text()).not.toMatch(/unknown|malformed|expired|revoked|arn:/i);
  });
}

const spoilt: readonly { readonly what: string; readonly permission: Partial<ApiPermission> }[] = [
  { what: 'suspended', permission: { enabled: false } },
  { what: 'expired', permission: { expiresAt: yesterday } },
  { what: 'revoked', permission: { revokedAt: yesterday } },
  { what: 'revoked before it would have expired', permission: { revokedAt: yesterday, expiresAt: tomorrow } },
];
for (const { permission, what } of spoilt) {
  test(`a key that is ${what}: 401`, async ({ api, stack }) => {
    const { key } = await issueKey(stack, { level: 'admin', clientId: newClientId(), permission });
    expect(await problemOf(await api.call('GET', '', { key }))).toMatchObject({ status: 401 });
  });
}

test('a key that will expire is taken until then', async ({ api, stack }) => {
  const { key } = await issueKey(stack, {
    level: 'read-only',
    clientId: newClientId(),
    permission: { expiresAt: tomorrow },
  });
  expect((await api.call('GET', '', { key })).status()).toBe(200);
});

test('a key in no usage plan is 403, whatever its permission says', async ({ api, stack }) => {
  const key = apiKeyOf(randomBytes(32));
  await permit(stack, key, { level: 'admin', clientId: newClientId() }, 'none');
  expect((await api.call('GET', '', { key })).status()).toBe(403);
});

test("a revoked key works on for as long as the authorizer's answer is kept, and not after the cache is emptied", async ({
  api,
  stack,
}) => {
  const { apiId: restApiId, authorizerCacheSeconds, stageName } = stack.outputs;
  expect(authorizerCacheSeconds).toBeGreaterThan(0);
  const request = { level: 'read-only', clientId: newClientId() } as const;
  const { apiKeyId, key } = await issueKey(stack, request);
  const status = async () => (await api.call('GET', '', { key })).status();
  expect(await status()).toBe(200);
  await permit(stack, key, { ...request, permission: { revokedAt: yesterday } }, apiKeyId);
  // What is documented, and what the cache is emptied for when it is urgent.
  expect(await status()).toBe(200);
  const gateway = new APIGatewayClient(clientConfig(stack));
  await gateway.send(new FlushStageAuthorizersCacheCommand({ restApiId, stageName }));
  await expect.poll(status, soon).toBe(401);
});

test('every attempt is in the log of the authorizer, with its outcome, without the key', async ({
  api,
  stack,
  verifier,
}) => {
  const logs = new CloudWatchLogsClient(clientConfig(stack, verifier));
  const { key } = await issueKey(stack, { level: 'read-only', clientId: newClientId() });
  const unknown = apiKeyOf(randomBytes(32));
  const group = stack.outputs.authorizerLogGroupName;
  for (const [shown, outcome] of [
    [key, 'allowed'],
    [unknown, 'unknown-key'],
  ] as const) {
    await api.call('GET', '', { key: shown });
    const line = async () => (await linesAbout(logs, group, apiKeyHash(shown).slice(0, 8))).join('\n');
    await expect.poll(line, soon).toContain(`"outcome":"${outcome}"`);
    expect(await linesAbout(logs, group, shown)).toEqual([]);
  }
  const refused = await api.call('GET', '', { key: 'none' });
  const access = () => linesAbout(logs, stack.outputs.accessLogGroupName, requestIdOf(refused));
  await expect.poll(async () => (await access()).join('\n'), soon).toContain('"status":"401"');
});

test('what is kept of a key is its hash: the table does not know the key', async ({ keys, stack }) => {
  const { key } = keys.admin;
  const { Item = {} } = await new DynamoDBClient(clientConfig(stack)).send(
    new GetItemCommand({ TableName: stack.outputs.permissionsTableName, Key: { keyHash: { S: apiKeyHash(key) } } }),
  );
  expect(Item['level']).toEqual({ S: 'admin' });
  expect(JSON.stringify(Item)).not.toContain(key);
});
