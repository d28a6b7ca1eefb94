import { describe, expect, test } from '@jest/globals';
import { iamRoleArn, kmsKeyArn, lambdaFunctionArn, logGroupArn } from '../../arn/index.ts';
import { account, here, otherAccount, verdictOn, type Call } from '../../testing/calls.ts';
import { logsKeyPolicy } from './logs-key-policy.ts';

const key = kmsKeyArn({ ...here, id: '1a' });
const deployer = iamRoleArn({ account, name: 'deployer' });
const handlerRole = iamRoleArn({ account, name: 'handler' });
const executionGroup = 'API-Gateway-Execution-Logs_a1/v1';
const logGroups = ['/aws/lambda/f', '/aws/apigateway/f', executionGroup] as const;
const logs = 'logs.us-east-1.amazonaws.com';
const of = (group: string) => ({ 'kms:EncryptionContext:aws:logs:arn': logGroupArn({ ...here, group }) });
const reading = (group: string) => ({ ...of(group), 'kms:ViaService': logs });
const environment = (name = 'f') => ({
  'kms:ViaService': 'lambda.us-east-1.amazonaws.com',
  'kms:EncryptionContext:aws:lambda:FunctionArn': lambdaFunctionArn({ ...here, name }),
});
const grant = { ...environment(), 'kms:GrantIsForAWSResource': true };

/** Who asks has an identity policy that allows everything, so the key policy decides. */
const ask = (groups: readonly [string, ...string[]], call: Omit<Call, 'on'>) =>
  verdictOn(logsKeyPolicy({ ...here, name: 'logs', functionName: 'f', logGroups: groups, deployerArns: [deployer] }), {
    on: key,
    ...call,
  });

test.each<[string, Omit<Call, 'on'>, string]>([
  [
    'CloudWatch Logs encrypts the log of the function',
    { by: logs, action: 'kms:GenerateDataKey', with: of('/aws/lambda/f') },
    'Allowed',
  ],
  ['and the access log', { by: logs, action: 'kms:Encrypt', with: of('/aws/apigateway/f') }, 'Allowed'],
  ['and the execution log', { by: logs, action: 'kms:GenerateDataKey', with: of(executionGroup) }, 'Allowed'],
  [
    'not a log of something called alike',
    { by: logs, action: 'kms:Encrypt', with: of('/aws/lambda/f2') },
    'ImplicitlyDenied',
  ],
  [
    'not the execution log of another API',
    { by: logs, action: 'kms:Encrypt', with: of('API-Gateway-Execution-Logs_b2/v1') },
    'ImplicitlyDenied',
  ],
  [
    'not the execution log of another stage',
    { by: logs, action: 'kms:Encrypt', with: of('API-Gateway-Execution-Logs_a1/v2') },
    'ImplicitlyDenied',
  ],
  ['not anything that is no log', { by: logs, action: 'kms:Encrypt' }, 'ImplicitlyDenied'],
  [
    'not in another region',
    { by: 'logs.eu-west-1.amazonaws.com', action: 'kms:Encrypt', with: of('/aws/lambda/f') },
    'ImplicitlyDenied',
  ],
  ['a reader has CloudWatch Logs decrypt', { action: 'kms:Decrypt', with: reading('/aws/lambda/f') }, 'Allowed'],
  [
    'not a log that is not of this stack',
    { action: 'kms:Decrypt', with: reading('/aws/lambda/f2') },
    'ImplicitlyDenied',
  ],
  ['nor decrypts alone', { action: 'kms:Decrypt', with: of('/aws/lambda/f') }, 'ImplicitlyDenied'],
  ['nor encrypts', { action: 'kms:Encrypt', with: reading('/aws/lambda/f') }, 'ImplicitlyDenied'],
  [
    'a reader of another account does not',
    { by: iamRoleArn({ account: otherAccount, name: 'r' }), action: 'kms:Decrypt', with: reading('/aws/lambda/f') },
    'ImplicitlyDenied',
  ],
  [
    'the deployer has Lambda encrypt the environment',
    { by: deployer, action: 'kms:Encrypt', with: environment() },
    'Allowed',
  ],
  ['and decrypt it', { by: deployer, action: 'kms:Decrypt', with: environment() }, 'Allowed'],
  ['and grant the key to the function', { by: deployer, action: 'kms:CreateGrant', with: grant }, 'Allowed'],
  [
    'not to whom the deployer likes',
    { by: deployer, action: 'kms:CreateGrant', with: { ...grant, 'kms:GrantIsForAWSResource': false } },
    'ImplicitlyDenied',
  ],
  [
    'not to another function',
    { by: deployer, action: 'kms:CreateGrant', with: { ...grant, ...environment('f2') } },
    'ImplicitlyDenied',
  ],
  ['the deployer does not encrypt alone', { by: deployer, action: 'kms:Encrypt' }, 'ImplicitlyDenied'],
  [
    'the function does not, but by its grant',
    { by: handlerRole, action: 'kms:Decrypt', with: environment() },
    'ImplicitlyDenied',
  ],
  ['and passes no grant on', { by: handlerRole, action: 'kms:CreateGrant', with: grant }, 'ImplicitlyDenied'],
  ['administrators keep the key', { by: deployer, action: 'kms:PutKeyPolicy' }, 'Allowed'],
  ['and do not use it', { by: deployer, action: 'kms:GenerateDataKey' }, 'ImplicitlyDenied'],
])('%s', (_, call, verdict) => {
  expect(ask(logGroups, call)).toBe(verdict);
});

describe('a key made before the API', () => {
  const anyApi = ['API-Gateway-Execution-Logs_*/v1'] as const;

  test.each([
    ['the execution log of any API with this stage', executionGroup, 'Allowed'],
    ['not of another stage', 'API-Gateway-Execution-Logs_a1/v2', 'ImplicitlyDenied'],
    ['not a log called otherwise', '/aws/lambda/f', 'ImplicitlyDenied'],
  ])('encrypts %s', (_, group, verdict) => {
    expect(ask(anyApi, { by: logs, action: 'kms:Encrypt', with: of(group) })).toBe(verdict);
  });
});
