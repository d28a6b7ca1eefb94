import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Credentials, Stack } from './stack.ts';

/** What an AWS SDK client needs to speak to where the stack is. Without credentials it speaks as the deployer. */
export function clientConfig(stack: Stack, credentials?: Credentials) {
  return {
    region: stack.outputs.region,
    ...(stack.endpoint !== null && { endpoint: stack.endpoint }),
    ...(credentials !== undefined && { credentials }),
  };
}

/** Becomes a role as the deployer; throws what STS says when the role does not trust it. */
export async function assumeRole(stack: Stack, roleArn: string): Promise<Credentials> {
  const sts = new STSClient(clientConfig(stack));
  const answer = await sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'e2e' }));
  const { AccessKeyId, SecretAccessKey, SessionToken } = answer.Credentials ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
    throw new Error(`STS answered without credentials for ${roleArn}.`);
  }
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
