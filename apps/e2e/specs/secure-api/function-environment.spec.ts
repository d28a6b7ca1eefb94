import { ListGrantsCommand } from '@aws-sdk/client-kms';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientConfig } from '../../src/identities.ts';
import { expect, refusalOf, test } from '../../src/secure-api-fixtures.ts';

test("the function's environment is encrypted with the stack's key, and shown to who may use it", async ({
  identities,
  stack,
}) => {
  const asking = new GetFunctionConfigurationCommand({ FunctionName: stack.outputs.functionName });
  const answer = await new LambdaClient(clientConfig(stack)).send(asking);
  expect(answer.KMSKeyArn).toBe(stack.outputs.kmsKeyArn);
  expect(answer.Environment?.Variables).toEqual({ ENVIRONMENT_SUFFIX: stack.stack.replace(/^secure-api-/, '') });
  for (const who of [identities.client, identities.verifier]) {
    const asked = new LambdaClient(clientConfig(stack, who)).send(asking);
    expect(await refusalOf(asked)).toMatchObject({ name: 'AccessDeniedException' });
  }
});

test("the key has one grant: Lambda's, by which the function's role decrypts this environment", async ({
  kms,
  stack,
}) => {
  const { functionName, handlerRoleArn, kmsKeyId: KeyId } = stack.outputs;
  const { Grants = [] } = await kms.deployer.send(new ListGrantsCommand({ KeyId }));
  expect(Grants).toHaveLength(1);
  const [grant] = Grants;
  expect(grant?.Operations).toEqual(expect.arrayContaining(['Decrypt']));
  expect(grant?.Operations).not.toEqual(expect.arrayContaining(['Encrypt', 'CreateGrant', 'GenerateDataKey']));
  expect(grant?.GranteePrincipal).toContain(handlerRoleArn.split('/').at(-1));
  const context = grant?.Constraints?.EncryptionContextEquals?.['aws:lambda:FunctionArn'];
  expect(context).toMatch(new RegExp(`:function:${functionName}$`));
});
