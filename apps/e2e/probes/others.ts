import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import { KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { impatient } from './impatient.ts';

export type OtherAttempt =
  | { readonly action: 'Publish'; readonly topic: string }
  | { readonly action: 'SendMessage'; readonly queue: string }
  | { readonly action: 'PutLogEvents'; readonly logGroup: string; readonly stream: string }
  | { readonly action: 'ScheduleKeyDeletion'; readonly kmsKey: string }
  | { readonly action: 'GetCallerIdentity' }
  /** Not a call of AWS: whether there is a way to a web site. */
  | { readonly action: 'Fetch'; readonly url: string };

const sns = new SNSClient(impatient);
const sqs = new SQSClient(impatient);
const sts = new STSClient(impatient);
const kms = new KMSClient(impatient);
const logs = new CloudWatchLogsClient(impatient);

export function sendElsewhere(attempt: OtherAttempt): Promise<unknown> {
  switch (attempt.action) {
    case 'Publish':
      return sns.send(new PublishCommand({ TopicArn: attempt.topic, Message: 'probe' }));
    case 'SendMessage':
      return sqs.send(new SendMessageCommand({ QueueUrl: attempt.queue, MessageBody: 'probe' }));
    case 'PutLogEvents':
      return putLogEvents(attempt);
    case 'ScheduleKeyDeletion':
      return kms.send(new ScheduleKeyDeletionCommand({ KeyId: attempt.kmsKey, PendingWindowInDays: 30 }));
    case 'GetCallerIdentity':
      return sts.send(new GetCallerIdentityCommand());
    case 'Fetch':
      return fetch(attempt.url, { signal: AbortSignal.timeout(impatient.requestHandler.connectionTimeout) });
  }
}

async function putLogEvents({ logGroup, stream }: Extract<OtherAttempt, { action: 'PutLogEvents' }>): Promise<void> {
  const at = { logGroupName: logGroup, logStreamName: stream };
  await logs.send(new CreateLogStreamCommand(at)).catch((error: unknown) => {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
  });
  await logs.send(new PutLogEventsCommand({ ...at, logEvents: [{ timestamp: Date.now(), message: 'probe' }] }));
}
