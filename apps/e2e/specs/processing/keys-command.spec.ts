import { APIGatewayClient, FlushStageAuthorizersCacheCommand } from '@aws-sdk/client-api-gateway';
import { clientConfig } from '../../src/identities.ts';
import { expect, newClientId, submit, test } from '../../src/processing-fixtures.ts';
import { askPalisade } from '../../src/stack.ts';

// `palisade keys` is for the local cloud.
test('a key is issued by the command, shown once, listed without being shown, and revoked', async ({ api, stack }) => {
  const where = ['--stack', stack.stack];
  const clientId = newClientId();
  const printed = askPalisade('keys', 'create', ...where, '--client', clientId, '--level', 'read-write', '--json');
  const { apiKeyId, key } = JSON.parse(printed) as { apiKeyId: string; key: string };
  expect(key).toMatch(/^plk_/);
  expect((await submit(api.as(key))).ownerId).toBe(clientId);
  expect((await api.call('DELETE', '/x', { key })).status()).toBe(403);

  const list = () => askPalisade('keys', 'list', ...where);
  expect(list()).toContain(clientId);
  expect(list()).not.toContain(key);

  askPalisade('keys', 'revoke', ...where, '--id', apiKeyId);
  const { apiId: restApiId, stageName } = stack.outputs;
  await new APIGatewayClient(clientConfig(stack)).send(new FlushStageAuthorizersCacheCommand({ restApiId, stageName }));
  expect((await api.call('GET', '', { key })).status()).toBe(401);
});
