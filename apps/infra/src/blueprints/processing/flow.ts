import { INCOMING_PREFIX } from '@palisade/shared-types';
import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { Functions } from './functions.ts';
import type { Messaging } from './messaging.ts';
import type { Part } from './part.ts';
import type { Buckets, Tables } from './storage.ts';

export interface FlowArgs {
  readonly functions: Functions;
  readonly buckets: Buckets;
  readonly tables: Tables;
  readonly messaging: Messaging;
}

/** What wakes which function: what arrives in the bucket the processor, what changes in the table the notifier. */
export function createFlow(part: Part, args: FlowArgs, opts: pulumi.CustomResourceOptions): void {
  wakeProcessor(part, args, opts);
  wakeNotifier(args, opts);
}

/** Two more attempts within the hour; after that the processor's dead-letter queue has the event. */
function wakeProcessor({ stack }: Part, { buckets, functions }: FlowArgs, opts: pulumi.CustomResourceOptions): void {
  const { processor } = functions;
  const permission = new aws.lambda.Permission(
    'processor-invoke',
    {
      statementId: 'DocumentsBucketInvokesProcessor',
      action: 'lambda:InvokeFunction',
      function: processor.name,
      principal: 's3.amazonaws.com',
      sourceArn: buckets.documents.arn,
      // A bucket's ARN names no account: one of that name in another account would do.
      sourceAccount: stack.place.account,
    },
    opts,
  );
  const retries = new aws.lambda.FunctionEventInvokeConfig(
    'processor-retries',
    { functionName: processor.name, maximumRetryAttempts: 2, maximumEventAgeInSeconds: 3600 },
    opts,
  );
  new aws.s3.BucketNotification(
    'documents-arrivals',
    {
      bucket: buckets.documents.name,
      lambdaFunctions: [
        {
          id: 'arrivals',
          lambdaFunctionArn: processor.arn,
          events: ['s3:ObjectCreated:*'],
          filterPrefix: INCOMING_PREFIX,
        },
      ],
    },
    // S3 asks whether it may invoke the function, and refuses the notification if not; and nothing else may change the bucket then.
    { ...opts, dependsOn: [permission, retries, buckets.documents] },
  );
}

/**
 * Without bounds a record that cannot be published would hold up its shard for a day. With them it is tried five times, halves of its
 * batch apart, and then told to the notifier's dead-letter queue, by its sequence number.
 */
function wakeNotifier({ functions, messaging, tables }: FlowArgs, opts: pulumi.CustomResourceOptions): void {
  new aws.lambda.EventSourceMapping(
    'notifier-changes',
    {
      eventSourceArn: tables.documents.streamArn,
      functionName: functions.notifier.arn,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 100,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 5,
      maximumRecordAgeInSeconds: 3600,
      functionResponseTypes: ['ReportBatchItemFailures'],
      destinationConfig: { onFailure: { destinationArn: messaging.deadLetters.notifier.arn } },
    },
    opts,
  );
}
