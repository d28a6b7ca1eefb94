import { DisableKeyCommand, EnableKeyCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Graph, Properties } from '@palisade/local-engine';
import { cloudView } from '../../kernel/cloud-view.ts';
import type { Principal } from '../../kernel/principal.ts';
import { declareGraph, type Declaration, type TestCloud } from '../../testing/index.ts';
import { keyProblem, kms, type UseOfKey } from './index.ts';
import {
  accountId,
  administration,
  declareKey,
  declareRole,
  delegation,
  deployerArn,
  deployerOf,
  document,
  region,
  roleArn,
  startKmsCloud,
} from './testing/kms-cloud.ts';

let cloud: TestCloud;
afterEach(() => cloud.close());

const logsService: Principal = {
  kind: 'service',
  name: `logs.${region}.amazonaws.com`,
  sourceArn: `arn:aws:logs:${region}:${accountId}:log-group:/app`,
  sourceAccount: accountId,
};
const deployer: Principal = {
  kind: 'user',
  accountId,
  arn: deployerArn,
  principalArn: deployerArn,
  userId: 'AIDA',
  accessKeyId: '',
};
const session: Principal = {
  kind: 'assumed-role',
  accountId,
  arn: `arn:aws:sts::${accountId}:assumed-role/reader/s`,
  principalArn: roleArn('reader'),
  userId: 'AROA:s',
  accessKeyId: '',
};
const use: UseOfKey = { region, keyId: 'alias/app', context: { a: '1', b: '2' }, principal: deployer };

const forGroup = (group: string): object => ({
  Effect: 'Allow',
  Principal: { Service: logsService.name },
  Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
  Resource: '*',
  Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': group } },
});

describe('services use a key', () => {
  test('for a caller: its data key opens for the same context only', async () => {
    cloud = await startKmsCloud((stack) => void declareKey(stack));
    const state = cloud.cloud.host.state(kms);
    const { ciphertext, keyArn, plaintext } = state.generateDataKey(use);
    expect(plaintext).toHaveLength(32);
    expect(state.decrypt({ ...use, keyId: keyArn, context: { b: '2', a: '1' } }, ciphertext)).toEqual(plaintext);
    expect(() => state.decrypt({ ...use, context: { a: '1' } }, ciphertext)).toThrow('encryption context');
    const text = Buffer.from('text');
    expect(state.decrypt(use, state.encrypt(use, text))).toEqual(text);
  });

  test('for themselves, as far as the key policy goes, and never by the delegation to the account', async () => {
    cloud = await startKmsCloud((stack) => void declareKey(stack));
    const state = cloud.cloud.host.state(kms);
    const own: UseOfKey = { ...use, principal: logsService, context: { 'aws:logs:arn': logsService.sourceArn } };
    expect(() => state.generateDataKey(own)).toThrow(
      /^User: logs.us-east-1.amazonaws.com is not authorized to perform: kms:GenerateDataKey on resource: \S+ because no resource-based policy allows the kms:GenerateDataKey action$/,
    );
    await cloud.deploy((stack) => {
      declareKey(stack, { policy: document(delegation, forGroup(logsService.sourceArn)) });
    });
    const { ciphertext, plaintext } = state.generateDataKey(own);
    expect(state.decrypt(own, ciphertext)).toEqual(plaintext);
    const other = { ...own, context: { 'aws:logs:arn': `${logsService.sourceArn}-2` } };
    expect(() => state.generateDataKey(other)).toThrow('because no resource-based policy allows');
    expect(cloud.cloud.decisions.list().at(-1)).toMatchObject({ action: 'kms:GenerateDataKey' });
  });

  test('with the permissions of their caller, who may use the key through them only', async () => {
    const viaService = `logs.${region}.amazonaws.com`;
    cloud = await startKmsCloud((stack) => {
      declareKey(stack);
      declareRole(stack, 'reader', {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { StringEquals: { 'kms:ViaService': viaService, 'kms:CallerAccount': accountId } },
      });
    });
    const state = cloud.cloud.host.state(kms);
    const { ciphertext, plaintext } = state.generateDataKey(use);
    expect(state.decrypt({ ...use, principal: session, viaService }, ciphertext)).toEqual(plaintext);
    for (const otherwise of [{}, { viaService: `s3.${region}.amazonaws.com` }]) {
      expect(() => state.decrypt({ ...use, principal: session, ...otherwise }, ciphertext)).toThrow(
        'because no identity-based policy allows the kms:Decrypt action',
      );
    }
  });

  test('only while it is enabled, and may remember an answer as long as the generation stays', async () => {
    cloud = await startKmsCloud((stack) => void declareKey(stack));
    const state = cloud.cloud.host.state(kms);
    const { ciphertext, keyArn } = state.generateDataKey(use);
    const KeyId = keyArn.split('/')[1];
    const generations = [state.generation];
    expect(state.generation).toBe(generations[0]);
    await deployerOf(cloud).send(new DisableKeyCommand({ KeyId }));
    generations.push(state.generation);
    expect(() => state.decrypt(use, ciphertext)).toThrow(`${keyArn} is disabled.`);
    await deployerOf(cloud).send(new EnableKeyCommand({ KeyId }));
    generations.push(state.generation);
    state.decrypt(use, ciphertext);
    await deployerOf(cloud).send(new ScheduleKeyDeletionCommand({ KeyId }));
    generations.push(state.generation);
    expect(() => state.generateDataKey(use)).toThrow(`${keyArn} is pending deletion.`);
    await cloud.deploy((stack) => void declareKey(stack, { description: 'x' }));
    generations.push(state.generation);
    expect(generations).toEqual([...new Set(generations)].toSorted((a, b) => a - b));
  });

  test('of their own region: the same name is another key elsewhere', async () => {
    cloud = await startKmsCloud((stack) => void declareKey(stack));
    const state = cloud.cloud.host.state(kms);
    const here = state.generateDataKey(use);
    const there = { ...use, region: 'eu-west-1' };
    expect(() => state.generateDataKey(there)).toThrow('is not found');
    expect(() => state.decrypt({ ...there, keyId: here.keyArn }, here.ciphertext)).toThrow('Invalid arn us-east-1');
    await cloud.deploy((stack) => {
      const { id } = stack.resource('aws:kms/key:Key', 'far', { region: 'eu-west-1' });
      stack.resource('aws:kms/alias:Alias', 'far', { region: 'eu-west-1', name: 'alias/app', targetKeyId: id });
    }, 'far');
    expect(() => state.decrypt(there, here.ciphertext)).toThrow('does not exist in this region');
    expect(state.decrypt(use, here.ciphertext)).toEqual(here.plaintext);
  });
});

describe('a problem of a key is known before a deployment is in force', () => {
  const graph = (declare: (stack: Declaration) => void): Graph =>
    declareGraph({ catalogue: cloud.cloud.catalogue, endpoint: '', accountId, stack: 'test', region }, declare);
  const problem = (declare: (stack: Declaration) => void, asked: Partial<UseOfKey> = {}): string | undefined => {
    const view = cloudView(new Map([['test', graph(declare)]]));
    return keyProblem(view, cloud.cloud.host, { ...use, ...asked }, ['kms:GenerateDataKey', 'kms:Decrypt']);
  };
  const withKey =
    (inputs: Properties = {}) =>
    (stack: Declaration): void =>
      void declareKey(stack, inputs);

  test('by the policies that would be', async () => {
    cloud = await startKmsCloud(() => undefined);
    expect(problem(withKey())).toBeUndefined();
    expect(problem(() => undefined)).toMatch(/^NotFoundException: Alias .* is not found\.$/);
    const own = { principal: logsService, context: { 'aws:logs:arn': logsService.sourceArn } };
    expect(
      problem(withKey({ policy: document(administration, forGroup(logsService.sourceArn)) }), own),
    ).toBeUndefined();
    expect(problem(withKey(), own)).toMatch(
      /^AccessDeniedException: .* because no resource-based policy allows the kms:GenerateDataKey action$/,
    );
  });

  test('of a role, by the role that would be', async () => {
    cloud = await startKmsCloud(() => undefined);
    const as = { principal: session };
    const role =
      (...statements: object[]) =>
      (stack: Declaration): void => {
        withKey()(stack);
        declareRole(stack, 'reader', ...statements);
      };
    expect(problem(role({ Effect: 'Allow', Action: 'kms:*', Resource: '*' }), as)).toBeUndefined();
    expect(problem(role(), as)).toMatch(/^AccessDeniedException: .* no identity-based policy/);
  });

  test('by the state the key would be in', async () => {
    cloud = await startKmsCloud(withKey());
    const state = cloud.cloud.host.state(kms);
    const [key] = state.keys(region);
    expect(problem(withKey({ isEnabled: false }))).toBe(`DisabledException: ${key?.arn} is disabled.`);
    await deployerOf(cloud).send(new DisableKeyCommand({ KeyId: key?.id }));
    expect(problem(withKey())).toBe(`DisabledException: ${key?.arn} is disabled.`);
    await deployerOf(cloud).send(new ScheduleKeyDeletionCommand({ KeyId: key?.id }));
    expect(problem(withKey())).toBe(`KMSInvalidStateException: ${key?.arn} is pending deletion.`);
  });

  test('and a key that would be kept has none', async () => {
    cloud = await startKmsCloud(withKey());
    await cloud.deploy(() => undefined);
    expect(problem(withKey())).toBeUndefined();
  });
});
