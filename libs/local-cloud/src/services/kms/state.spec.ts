import { afterEach, describe, expect, test } from '@jest/globals';
import type { IdentityPrincipal, Principal } from '../../kernel/principal.ts';
import { startTestCloud, type Declaration, type TestCloud } from '../../testing/index.ts';
import { kms } from './index.ts';

let cloud: TestCloud;
afterEach(() => cloud.close());

const accountId = '123456789012';
const region = 'us-east-1';
const logsService: Principal = {
  kind: 'service',
  name: `logs.${region}.amazonaws.com`,
  sourceArn: `arn:aws:logs:${region}:${accountId}:log-group:/app`,
  sourceAccount: accountId,
};
const deployer: IdentityPrincipal = {
  kind: 'user',
  accountId,
  arn: `arn:aws:iam::${accountId}:user/deployer`,
  principalArn: `arn:aws:iam::${accountId}:user/deployer`,
  userId: 'AIDA',
  accessKeyId: '',
};

const keyAndAlias = (stack: Declaration): void => {
  const key = stack.resource('aws:kms/key:Key', 'key', {});
  stack.resource('aws:kms/alias:Alias', 'alias', { name: 'alias/app', targetKeyId: key.id });
};

describe('services use a key', () => {
  test('for a caller: its data key opens for the same context only, and for nobody whom no policy lets', async () => {
    cloud = await startTestCloud(keyAndAlias, { services: [kms] });
    const state = cloud.cloud.host.state(kms);
    const use = { region, keyId: 'alias/app', context: { a: '1', b: '2' }, principal: deployer };
    const { ciphertext, keyArn, plaintext } = state.generateDataKey(use);
    expect(plaintext).toHaveLength(32);
    expect(state.decrypt({ ...use, keyId: keyArn, context: { b: '2', a: '1' } }, ciphertext)).toEqual(plaintext);
    expect(() => state.decrypt({ ...use, context: { a: '1' } }, ciphertext)).toThrow('encryption context');
    expect(() => state.decrypt({ ...use, principal: logsService }, ciphertext)).toThrow(
      `User: logs.us-east-1.amazonaws.com is not authorized to perform: kms:Decrypt on resource: ${keyArn} because no resource-based policy allows the kms:Decrypt action`,
    );
  });
});
