import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { KMSClient } from '@aws-sdk/client-kms';
import { assumeRole, clientConfig } from './identities.ts';
import { keysOutputs, type KeysOutputs } from './keys.ts';
import { test as base } from './secure-api-fixtures.ts';

interface Readers {
  /** Reads every log, may use no key. */
  readonly keyless: CloudWatchLogsClient;
  /** Uses the other key with one encryption context. */
  readonly contextUser: KMSClient;
}

/** Checks of a secure-api stack with the stack of keys/main.ts beside it. */
export const test = base.extend<object, { readonly other: KeysOutputs; readonly readers: Readers }>({
  other: [async ({ stack }, use) => use(keysOutputs(stack)), { scope: 'worker' }],
  readers: [
    async ({ stack, other }, use) => {
      const [keyless, contextUser] = await Promise.all([
        assumeRole(stack, other.keylessRoleArn),
        assumeRole(stack, other.contextUserRoleArn),
      ]);
      await use({
        keyless: new CloudWatchLogsClient(clientConfig(stack, keyless)),
        contextUser: new KMSClient(clientConfig(stack, contextUser)),
      });
    },
    { scope: 'worker' },
  ],
});

export { expect, refusalOf, reportOf, requestIdOf } from './secure-api-fixtures.ts';
