import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  ListGrantsCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { GetFunctionConfigurationCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { memoryStackStore } from '../../../stack-store.ts';
import { startTestCloud, type Declaration } from '../../../testing/index.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { until } from '../../../testing/until.ts';
import { ec2 } from '../../ec2/index.ts';
import { kms } from '../../kms/index.ts';
import { logs } from '../../logs/index.ts';
import { lambda } from '../index.ts';
import { FunctionCloud, type FunctionDeclaration } from '../testing/function-cloud.ts';

let cloud: FunctionCloud;
afterEach(() => cloud.close());

const accountId = '123456789012';
const functionArn = `arn:aws:lambda:us-east-1:${accountId}:function:secretive`;
const files = { 'index.mjs': 'export const handler = async () => process.env.SECRET ?? null;' };
const SECRET = 'correct horse battery staple';
const statement = (who: string, Action: string | string[], Condition?: object): object => ({
  Effect: 'Allow',
  Principal: { AWS: who.startsWith('arn:') ? who : `arn:aws:iam::${accountId}:${who}` },
  Action,
  Resource: '*',
  ...(Condition && { Condition }),
});
const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
const administration = statement('user/deployer', ['kms:PutKeyPolicy', 'kms:*Key*', 'kms:List*']);
const viaLambda = { StringEquals: { 'kms:ViaService': 'lambda.us-east-1.amazonaws.com' } };

let KeyId = '';
const secretive = (
  key: Properties = {},
  inputs: Properties = {},
  more: (stack: Declaration) => void = () => undefined,
): Record<string, FunctionDeclaration> => ({
  secretive: {
    files,
    inputs: { environment: { variables: { SECRET } }, ...inputs },
    around(stack) {
      more(stack);
      const made = stack.resource('aws:kms/key:Key', 'key', key);
      KeyId = made.id;
      return { kmsKeyArn: made.outputs['arn'] ?? '' };
    },
  },
});
const start = async (...declaration: Parameters<typeof secretive>): Promise<void> => {
  cloud = await FunctionCloud.start(secretive(...declaration), [kms]);
};
const deployer = (): KMSClient => new KMSClient(cloud.test.deployer());
const failure = async (): Promise<unknown> => {
  const error: unknown = await cloud.invoke('secretive').catch((thrown: unknown) => thrown);
  const { $metadata, message, name } = error as {
    $metadata?: { httpStatusCode?: number };
    message: string;
    name: string;
  };
  return `${$metadata?.httpStatusCode} ${name}: ${message}`;
};
describe('variables that a key encrypts', () => {
  test('reach the function, whose role needs no permission of its own, and stand nowhere in the clear', async () => {
    await start();
    expect((await cloud.invoke('secretive')).payload).toBe(SECRET);
    const decision = cloud.test.cloud.decisions.list().find(({ action }) => action === 'kms:Decrypt');
    expect(decision).toMatchObject({ principal: expect.stringContaining(':assumed-role/secretive-role/') });
    expect(decision?.decision.decidedBy?.statement).toMatch(/^Grant/);
    const kept = readFileSync(join(cloud.test.root, 'stacks', 'test', 'lambda', 'variables.json'), 'utf8');
    expect(kept).toContain(functionArn);
    expect(kept).not.toContain(SECRET);
    const { Grants } = await deployer().send(new ListGrantsCommand({ KeyId }));
    expect(Grants).toMatchObject([
      {
        GranteePrincipal: `arn:aws:iam::${accountId}:role/secretive-role`,
        Operations: ['Decrypt', 'RetireGrant'],
        Constraints: { EncryptionContextEquals: { 'aws:lambda:FunctionArn': functionArn } },
      },
    ]);
  });

  test('follow the program, and their grant goes with the function', async () => {
    await start();
    expect((await cloud.invoke('secretive')).payload).toBe(SECRET);
    await cloud.deploy(secretive({}, { environment: { variables: { SECRET: 'another' } } }));
    expect((await cloud.invoke('secretive')).payload).toBe('another');
    expect((await deployer().send(new ListGrantsCommand({ KeyId }))).Grants).toHaveLength(1);
    await cloud.test.deploy((stack) => void stack.resource('aws:kms/key:Key', 'key', {}));
    expect((await deployer().send(new ListGrantsCommand({ KeyId }))).Grants).toEqual([]);
  });

  test('cannot be opened while the key is disabled, and can when it is enabled again', async () => {
    await start();
    await deployer().send(new DisableKeyCommand({ KeyId }));
    expect(await failure()).toBe(
      "502 KMSDisabledException: Lambda was unable to decrypt the environment variables because the KMS key used is disabled. Please check the function's KMS key settings.",
    );
    await deployer().send(new EnableKeyCommand({ KeyId }));
    expect((await cloud.invoke('secretive')).payload).toBe(SECRET);
    await deployer().send(new DisableKeyCommand({ KeyId }));
    // An environment that runs has them.
    expect((await cloud.invoke('secretive')).payload).toBe(SECRET);
  });

  test('cannot be opened once the key is pending deletion, and once it is gone', async () => {
    await start();
    await deployer().send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    expect(await failure()).toMatch(/^502 KMSInvalidStateException: /);
    cloud.test.clock.advance(7 * 24 * 60 * 60_000);
    expect(await failure()).toMatch(/^502 KMSNotFoundException: /);
  });

  test('are for the very role they were granted to: one made anew under its name is refused', async () => {
    await start();
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
    await cloud.test.deploy((stack) => {
      // The same function, by another way to the same names.
      const role = stack.resource('aws:iam/role:Role', 'again', { name: 'secretive-role', assumeRolePolicy: trust });
      const key = stack.resource('aws:kms/key:Key', 'key', {});
      stack.resource('aws:lambda/function:Function', 'secretive', {
        name: 'secretive',
        role: role.outputs['arn'] ?? '',
        code: { $asset: 'archive', hash: cloud.storeCode(files) },
        handler: 'index.handler',
        runtime: 'nodejs24.x',
        environment: { variables: { SECRET } },
        kmsKeyArn: key.outputs['arn'] ?? '',
      });
    });
    expect(await failure()).toMatch(
      /^502 KMSAccessDeniedException: Lambda was unable to decrypt the environment variables because KMS access was denied\. .* kms:Decrypt /,
    );
  });

  test('need no key to be deployed again unchanged', async () => {
    await start();
    await deployer().send(new DisableKeyCommand({ KeyId }));
    await cloud.deploy(secretive({}, { timeout: 5 }));
    expect(await failure()).toMatch(/^502 KMSDisabledException: /);
    await expect(cloud.deploy(secretive({}, { environment: { variables: { SECRET: 'new' } } }))).rejects.toThrow(
      /InvalidParameterValueException: Lambda was unable to configure access .* invalid for Encrypt\. .* KMS Exception: DisabledException KMS Message: \S+ is disabled\.$/,
    );
  });
});

describe('the deployer needs the key', () => {
  test('to encrypt and to make the grant, through Lambda', async () => {
    const may = statement('user/deployer', ['kms:Encrypt', 'kms:CreateGrant'], viaLambda);
    await start({ policy: document(administration, may) });
    expect((await cloud.invoke('secretive')).payload).toBe(SECRET);
  });

  test.each([
    ['Encrypt', 'kms:CreateGrant', viaLambda],
    ['CreateGrant', 'kms:Encrypt', viaLambda],
    [
      'Encrypt',
      ['kms:Encrypt', 'kms:CreateGrant'],
      { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
    ],
    ['CreateGrant', ['kms:Encrypt', 'kms:CreateGrant'], { StringEquals: { 'kms:GrantIsForAWSResource': 'false' } }],
  ])('and is refused without kms:%s', async (action, allowed, condition) => {
    cloud = await FunctionCloud.start({}, [kms]);
    const bound = { ...statement('user/deployer', allowed), Condition: condition };
    const unbound = statement('user/deployer', 'kms:Encrypt', {
      StringEquals: { 'kms:EncryptionContext:aws:lambda:FunctionArn': functionArn },
    });
    const policy = document(
      administration,
      bound,
      ...('kms:GrantIsForAWSResource' in condition.StringEquals ? [unbound] : []),
    );
    await expect(cloud.deploy(secretive({ policy }))).rejects.toThrow(
      new RegExp(
        `because the KMS key is invalid for ${action}\\. Please check your KMS key settings\\. KMS Exception: AccessDeniedException KMS Message: User: \\S+ is not authorized to perform: kms:${action} `,
      ),
    );
  });

  test('but only for functions that have variables', async () => {
    await start({ policy: document(administration) }, { environment: { variables: {} } });
    expect((await cloud.invoke('secretive')).payload).toBeNull();
  });

  test('which must exist and be named by its ARN', async () => {
    cloud = await FunctionCloud.start({}, [kms]);
    const missing = `arn:aws:kms:us-east-1:${accountId}:key/00000000-0000-0000-0000-000000000000`;
    const declared = (kmsKeyArn: string): Record<string, FunctionDeclaration> => ({
      secretive: { files, inputs: { environment: { variables: { SECRET } }, kmsKeyArn } },
    });
    await expect(cloud.deploy(declared(missing))).rejects.toThrow(
      `NotFoundException KMS Message: Key '${missing}' does not exist`,
    );
    await expect(cloud.deploy(declared('alias/app'))).rejects.toThrow("'alias/app' at 'kMSKeyArn'");
  });
});

test('the configuration shows variables to those who may decrypt them', async () => {
  const reader = (stack: Declaration): void => {
    stack.resource('aws:iam/role:Role', 'reader', {
      name: 'reader',
      assumeRolePolicy: document(statement('root', 'sts:AssumeRole')).replaceAll(',"Resource":"*"', ''),
    });
    stack.resource('aws:iam/rolePolicy:RolePolicy', 'reader', {
      name: 'read',
      role: 'reader',
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'lambda:*', Resource: '*' }],
      }),
    });
  };
  await start({}, {}, reader);
  const command = new GetFunctionConfigurationCommand({ FunctionName: 'secretive' });
  const shown = await cloud.lambda.send(command);
  expect(shown.Environment).toEqual({ Variables: { SECRET } });
  expect(shown.KMSKeyArn).toBe(`arn:aws:kms:us-east-1:${accountId}:key/${KeyId}`);
  const other = new LambdaClient(cloud.test.role(`arn:aws:iam::${accountId}:role/reader`));
  const hidden = await other.send(command);
  expect(hidden.Environment?.Variables).toBeUndefined();
  expect(hidden.Environment?.Error).toMatchObject({
    ErrorCode: 'AccessDeniedException',
    Message: expect.stringContaining('is not authorized to perform: kms:Decrypt'),
  });
  const { Functions = [] } = await other.send(new ListFunctionsCommand({}));
  expect(JSON.stringify(Functions)).not.toContain(SECRET);
});

test('a restart needs no key, and keeps variables that a disabled key encrypted', async () => {
  const root = temporaryDirectory();
  const options = { root, store: memoryStackStore(), services: [kms, logs, ec2, lambda] };
  cloud = new FunctionCloud(await startTestCloud(undefined, options), root, {});
  await cloud.deploy(secretive());
  await deployer().send(new DisableKeyCommand({ KeyId }));
  const { clock } = cloud.test;
  await cloud.test.close();
  cloud = new FunctionCloud(await startTestCloud(undefined, { ...options, clock }), root, {});
  expect(await failure()).toMatch(/^502 KMSDisabledException: /);
  await deployer().send(new EnableKeyCommand({ KeyId }));
  expect((await cloud.invoke('secretive')).payload).toBe(SECRET);
});

describe('a key of another stack', () => {
  const declareKeyStack = (stack: Declaration): void => {
    KeyId = stack.resource('aws:kms/key:Key', 'key', {}).id;
  };
  const withKey = (): Record<string, FunctionDeclaration> => ({
    secretive: {
      files,
      inputs: {
        environment: { variables: { SECRET } },
        kmsKeyArn: `arn:aws:kms:us-east-1:${accountId}:key/${KeyId}`,
      },
    },
  });

  test('may go: the function stays, and cannot be started', async () => {
    cloud = await FunctionCloud.start({}, [kms]);
    await cloud.test.deploy(declareKeyStack, 'keys');
    await cloud.deploy(withKey());
    expect((await cloud.invoke('secretive')).payload).toBe(SECRET);
    await cloud.test.cloud.remove('keys');
    await cloud.deploy({ secretive: { ...withKey()['secretive'], files: { ...files, 'more.mjs': '' } } });
    expect(await failure()).toMatch(/^502 KMSNotFoundException: /);
  });

  test('is left without the grant when the stack of the function goes', async () => {
    cloud = await FunctionCloud.start({}, [kms]);
    await cloud.test.deploy(declareKeyStack, 'keys');
    await cloud.deploy(withKey());
    expect((await deployer().send(new ListGrantsCommand({ KeyId }))).Grants).toHaveLength(1);
    await cloud.test.cloud.remove('test');
    expect((await deployer().send(new ListGrantsCommand({ KeyId }))).Grants).toEqual([]);
  });
});

test('an event waits for the key', async () => {
  await start();
  await deployer().send(new DisableKeyCommand({ KeyId }));
  expect((await cloud.invoke('secretive', {}, { InvocationType: 'Event' })).status).toBe(202);
  await until(() => cloud.test.cloud.decisions.list().some(({ action }) => action === 'kms:Decrypt'));
  await deployer().send(new EnableKeyCommand({ KeyId }));
  const ended = async (): Promise<boolean> =>
    (await cloud.log('/aws/lambda/secretive').catch(() => [])).some((line) => line.startsWith('END'));
  // The wait before the second try; no more, or the environment would run out of time to start.
  cloud.test.clock.advance(1_000);
  await until(ended);
});
