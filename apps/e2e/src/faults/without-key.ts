import { DisableKeyCommand, EnableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Cloud } from './cloud.ts';

/** Does something while a key is disabled; the key is enabled again whatever comes of it. */
export async function withoutKey<Result>(
  cloud: Cloud,
  region: string,
  keyArn: string,
  act: () => Promise<Result>,
): Promise<Result> {
  const kms = new KMSClient(cloud.clientConfig(region));
  await kms.send(new DisableKeyCommand({ KeyId: keyArn }));
  try {
    return await act();
  } finally {
    await kms.send(new EnableKeyCommand({ KeyId: keyArn }));
  }
}
