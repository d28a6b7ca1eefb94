import { KMSClient } from '@aws-sdk/client-kms';
import type { Properties, Resource } from '@palisade/local-engine';
import { iamRoleArn, iamRootArn, iamUserArn } from '@palisade/policies';
import { startTestCloud, type Declaration, type TestCloud, type TestCloudOptions } from '../../../testing/index.ts';
import { kms } from '../index.ts';

export const accountId = '123456789012';
export const region = 'us-east-1';
export const rootArn = iamRootArn({ account: accountId });
export const deployerArn = iamUserArn({ account: accountId, name: 'deployer' });
export const roleArn = (name: string): string => iamRoleArn({ account: accountId, name });

export const DAY = 24 * 60 * 60 * 1000;

export const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });

/** Leaves the decision to the IAM policies of the account. */
export const delegation = { Effect: 'Allow', Principal: { AWS: rootArn }, Action: 'kms:*', Resource: '*' };

/** The deployer, and nobody else. */
export const administration = { Effect: 'Allow', Principal: { AWS: deployerArn }, Action: 'kms:*', Resource: '*' };

export const startKmsCloud = (
  declare: (stack: Declaration) => void,
  options: TestCloudOptions = {},
): Promise<TestCloud> => startTestCloud(declare, { services: [kms], ...options });

/** A key with the alias `alias/app`. */
export function declareKey(stack: Declaration, inputs: Properties = {}): Resource {
  const key = stack.resource('aws:kms/key:Key', 'key', inputs);
  stack.resource('aws:kms/alias:Alias', 'alias', { name: 'alias/app', targetKeyId: key.id });
  return key;
}

/** A role whose own policy has these statements. */
export function declareRole(stack: Declaration, name: string, ...statements: object[]): void {
  stack.resource('aws:iam/role:Role', name, {
    name,
    assumeRolePolicy: document({ Effect: 'Allow', Principal: { AWS: rootArn }, Action: 'sts:AssumeRole' }),
  });
  if (statements.length > 0)
    stack.resource('aws:iam/rolePolicy:RolePolicy', name, { name, role: name, policy: document(...statements) });
}

export const deployerOf = (cloud: TestCloud): KMSClient => new KMSClient(cloud.deployer());
export const sessionOf = (cloud: TestCloud, role: string): KMSClient => new KMSClient(cloud.role(roleArn(role)));

/** `Code: message` of the error a call ends with. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { message, name } = error as Error;
    return `${name}: ${message}`;
  }
  throw new Error('The call was not refused.');
}
