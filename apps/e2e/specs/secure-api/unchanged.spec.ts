import { STSClient } from '@aws-sdk/client-sts';
import { clientConfig } from '../../src/identities.ts';
import { expect, test } from '../../src/secure-api-fixtures.ts';
import { signedHeaders } from '../../src/sign.ts';
import { askPalisade } from '../../src/stack.ts';

test('a second up changes nothing: the same deployment serves, the same key encrypts', async ({ request, stack }) => {
  const { apiId, region, stageName } = stack.outputs;
  const deployment = async (): Promise<string> => {
    const url = `${stack.endpoint ?? `https://apigateway.${region}.amazonaws.com`}/restapis/${apiId}/stages/${stageName}`;
    const credentials = await new STSClient(clientConfig(stack)).config.credentials();
    const headers = signedHeaders(
      { method: 'GET', url, headers: {}, body: '' },
      { credentials, region, service: 'apigateway' },
    );
    const answer = await request.get(url, { headers });
    expect(answer.status(), await answer.text()).toBe(200);
    return ((await answer.json()) as { deploymentId: string }).deploymentId;
  };
  const before = await deployment();
  // On AWS, where deploying is a decision of its own, what it would do.
  const printed = askPalisade(stack.target === 'local' ? 'up' : 'preview', '--stack', stack.stack);
  expect(printed).toMatch(/^Nothing to change: \d+ unchanged|^ +\d+ unchanged$/m);
  expect(printed).not.toMatch(/\d+ (created|updated|replaced|deleted)|\d+ to (create|update|replace|delete)/);
  expect(await deployment()).toBe(before);
  const { outputs } = JSON.parse(askPalisade('outputs', '--stack', stack.stack, '--json')) as typeof stack;
  expect(outputs).toEqual(stack.outputs);
});
