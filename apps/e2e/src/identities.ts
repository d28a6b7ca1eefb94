import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Credentials, Stack } from './stack.ts';

/** A stack, as far as one needs to know where it is. */
export type Place = Stack<{ readonly region: string }>;

/** What an AWS SDK client needs to speak to where the stack is. Without credentials it speaks as the deployer. */
export function clientConfig(stack: Place, credentials?: Credentials) {
  return {
    region: stack.outputs.region,
    ...(stack.endpoint !== null && { endpoint: stack.endpoint }),
    ...(credentials !== undefined && { credentials }),
  };
}

/** Becomes a role, as the deployer unless `as` says who; throws what STS says when the role does not trust it. */
export async function assumeRole(stack: Place, roleArn: string, as?: Credentials): Promise<Credentials> {
  const sts = new STSClient(clientConfig(stack, as));
  const answer = await sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'e2e' }));
  const { AccessKeyId, SecretAccessKey, SessionToken } = answer.Credentials ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
    throw new Error(`STS answered without credentials for ${roleArn}.`);
  }
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

/** Roles of a stack a test may take; everything else is done as the deployer. */
export interface Identities {
  readonly client: Credentials;
  readonly verifier: Credentials;
}
export type IdentityName = keyof Identities | 'deployer';

/** Becomes the client and the verifier of a stack. */
export async function takeRoles(
  stack: Stack<{ readonly region: string; readonly clientRoleArn: string; readonly verifierRoleArn: string }>,
): Promise<Identities> {
  const { clientRoleArn, verifierRoleArn } = stack.outputs;
  const [client, verifier] = await Promise.all([assumeRole(stack, clientRoleArn), assumeRole(stack, verifierRoleArn)]);
  return { client, verifier };
}

/** An SDK client of each identity. */
export function forEach<Client>(
  { client, verifier }: Identities,
  make: (who?: Credentials) => Client,
): Record<IdentityName, Client> {
  return { client: make(client), verifier: make(verifier), deployer: make() };
}
