import { describe, expect, test } from '@jest/globals';
import type { Graph, Properties, Resource } from '@palisade/local-engine';
import { catalogueOf } from '../../../kernel/catalogue.ts';
import { cloudView } from '../../../kernel/cloud-view.ts';
import { declareGraph, type Declaration } from '../../../testing/index.ts';
import { declaredKeys } from '../declared-keys.ts';
import { kms } from '../index.ts';
import { accountId, administration, delegation, deployerArn, document, region, roleArn } from '../testing/kms-cloud.ts';

const options = { catalogue: catalogueOf([kms]), endpoint: '', accountId, stack: 'test', region };
const graphOf = (declare: (stack: Declaration) => void, stack = 'test'): Graph =>
  declareGraph({ ...options, stack }, declare);
function declared(token: string, inputs: Properties): Resource {
  let resource: Resource | undefined;
  graphOf((stack) => {
    resource = stack.resource(token, 'r', inputs);
  });
  return resource as Resource;
}
const key = (inputs: Properties = {}): Resource => declared('aws:kms/key:Key', inputs);
const read = (...graphs: Graph[]): ReturnType<typeof declaredKeys> =>
  declaredKeys(cloudView(new Map(graphs.map((graph) => [graph.stack, graph]))));

describe('a key', () => {
  test('has a UUID that stays, an ARN, and the default policy', () => {
    const { id, outputs } = key();
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(key({ description: 'other' }).id).toBe(id);
    expect(outputs).toMatchObject({
      arn: `arn:aws:kms:${region}:${accountId}:key/${id}`,
      keyId: id,
      description: '',
      isEnabled: true,
      enableKeyRotation: false,
      rotationPeriodInDays: 0,
    });
    expect(JSON.parse(String(outputs['policy']))).toMatchObject({ Id: 'key-default-1' });
  });

  test('rotates within limits', () => {
    expect(key({ enableKeyRotation: true }).outputs['rotationPeriodInDays']).toBe(365);
    expect(key({ enableKeyRotation: true, rotationPeriodInDays: 90 }).outputs['rotationPeriodInDays']).toBe(90);
    expect(() => key({ rotationPeriodInDays: 89 })).toThrow('in the range (90 - 2560), got 89');
    expect(() => key({ deletionWindowInDays: 31 })).toThrow('in the range (7 - 30), got 31');
  });
});

describe('the lockout safety check', () => {
  const lockout =
    'MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.';
  const stranger = { Effect: 'Allow', Principal: { AWS: roleArn('other') }, Action: 'kms:*', Resource: '*' };

  test.each([
    ['who deploys is named', document(administration)],
    ['the account is named', document(delegation)],
    ['nothing but the next policy may be set', document({ ...administration, Action: 'kms:PutKeyPolicy' })],
  ])('passes where %s', (_case, policy) => {
    expect(key({ policy }).outputs['policy']).toBe(policy);
  });

  test.each([
    ['only somebody else may', document(stranger)],
    ['the action is missing', document({ ...administration, Action: 'kms:Decrypt' })],
    ['a Deny takes it back', document(delegation, { ...administration, Effect: 'Deny', Action: 'kms:PutKeyPolicy' })],
    [
      'a service would have to ask',
      document({ ...administration, Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } }),
    ],
  ])('refuses where %s, unless it is bypassed', (_case, policy) => {
    expect(() => key({ policy })).toThrow(lockout);
    expect(() => declared('aws:kms/keyPolicy:KeyPolicy', { keyId: 'x', policy })).toThrow(lockout);
    expect(key({ policy, bypassPolicyLockoutSafetyCheck: true }).outputs['policy']).toBe(policy);
  });

  test('comes after the grammar and the size', () => {
    expect(() => key({ policy: '{}' })).toThrow('MalformedPolicyDocumentException: ');
    const long = document(administration, { ...delegation, Sid: 'x'.repeat(33_000) });
    expect(() => key({ policy: long })).toThrow('LimitExceededException: ');
  });
});

describe('an alias', () => {
  const alias = (inputs: Properties): Resource => declared('aws:kms/alias:Alias', { targetKeyId: 'x', ...inputs });

  test('has a name of its own or a generated one', () => {
    expect(alias({ name: 'alias/app' })).toMatchObject({
      id: 'alias/app',
      outputs: { arn: `arn:aws:kms:${region}:${accountId}:alias/app` },
    });
    expect(alias({}).outputs['name']).toMatch(/^alias\/r-[0-9a-f]{7}$/);
    expect(() => alias({ name: 'app' })).toThrow("must begin with 'alias/'");
    expect(() => alias({ name: 'alias/aws/s3' })).toThrow('NotAuthorizedException');
  });

  test('belongs to one key of its region', () => {
    const named = (stack: Declaration, name = 'one', inputs: Properties = {}): void => {
      const { id } = stack.resource('aws:kms/key:Key', name, inputs);
      stack.resource('aws:kms/alias:Alias', name, { name: 'alias/app', targetKeyId: id });
    };
    expect(() => read(graphOf(named), graphOf(named, 'second'))).toThrow(
      `AlreadyExistsException: An alias with the name arn:aws:kms:${region}:${accountId}:alias/app already exists`,
    );
    expect(() => read(graphOf((stack) => named(stack, 'far', { region: 'eu-west-1' })))).toThrow(
      'NotFoundException: Key',
    );
    const other = graphOf((stack) => void stack.resource('aws:kms/alias:Alias', 'none', { targetKeyId: 'none' }));
    expect(() => read(other)).toThrow("NotFoundException: Key 'none' does not exist");
    expect([...read(graphOf(named)).keys.values()][0]?.aliases).toEqual(['alias/app']);
  });
});

test('a key has one KeyPolicy', () => {
  const policy = document(administration);
  const twice = graphOf((stack) => {
    const keyId = stack.resource('aws:kms/key:Key', 'key', {}).id;
    for (const name of ['one', 'two']) stack.resource('aws:kms/keyPolicy:KeyPolicy', name, { keyId, policy });
  });
  expect(() => read(twice)).toThrow('has another KeyPolicy');
});

test('a grant names a principal and an operation', () => {
  const grant = (inputs: Properties): Resource =>
    declared('aws:kms/grant:Grant', { keyId: 'x', granteePrincipal: deployerArn, operations: ['Decrypt'], ...inputs });
  expect(grant({}).outputs['grantId']).toMatch(/^[0-9a-f]{64}$/);
  expect(() => grant({ granteePrincipal: 'me' })).toThrow('InvalidArnException');
  expect(() => grant({ operations: [] })).toThrow('ValidationException');
});
