import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { S3Client } from '@aws-sdk/client-s3';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { test as base, expect } from '@playwright/test';
import { clientConfig } from './identities.ts';
import { currentStack, type BaselineOutputs, type Stack } from './stack.ts';

interface WorkerFixtures {
  readonly stack: Stack<BaselineOutputs>;
  /** As the deployer: nobody else has to do with what the account has once. */
  readonly securityHub: SecurityHubClient;
  readonly config: ConfigServiceClient;
  readonly s3: S3Client;
}

/** Checks of a baseline stack. */
export const test = base.extend<object, WorkerFixtures>({
  stack: [async ({}, use) => use(currentStack('baseline')), { scope: 'worker' }],
  securityHub: [async ({ stack }, use) => use(new SecurityHubClient(clientConfig(stack))), { scope: 'worker' }],
  config: [async ({ stack }, use) => use(new ConfigServiceClient(clientConfig(stack))), { scope: 'worker' }],
  s3: [
    async ({ stack }, use) => use(new S3Client({ ...clientConfig(stack), forcePathStyle: stack.endpoint !== null })),
    { scope: 'worker' },
  ],
});

/** The name of the error a call is refused with; `done` if it is not. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error as Error).name,
  );
}

export { expect };
