import { SNSClient } from '@aws-sdk/client-sns';
import { createLogger } from '@palisade/lambda-kit';
import { readConfig } from './config.ts';

// Built once per execution environment, while the module loads; a wrong configuration stops the start here.

export const config = readConfig(process.env);

export const logger = createLogger('document-notifier');

/** Three attempts of at most 4 s: the topic is reached through an interface endpoint, and a missing one should not hang. */
export const sns = new SNSClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
});
