import { S3Client } from '@aws-sdk/client-s3';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { deployer } from './command.ts';
import type { Sandbox } from './command.ts';

/** The SDK's client as the deployer, without retries; `using` ends its connections. */
export function s3Client(cloud: Sandbox): S3Client & Disposable {
  const httpsAgent = new Agent({ ca: readFileSync(join(cloud.home, 'ca.pem')), keepAlive: true });
  const client = new S3Client({
    endpoint: `https://127.0.0.1:${cloud.port}`,
    region: 'us-east-1',
    credentials: deployer(cloud),
    maxAttempts: 1,
    requestHandler: { httpsAgent },
  });
  return Object.assign(client, { [Symbol.dispose]: () => client.destroy() });
}
