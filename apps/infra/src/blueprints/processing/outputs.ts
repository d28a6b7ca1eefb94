import type { Input } from '@pulumi/pulumi';

/** What a processing stack tells its users, its checks and other stacks. Nothing here is secret. */
export interface ProcessingOutputs {
  /** `POST` small documents here, `GET` the list; one document is below it: `…/{id}` and `…/{id}/content`. */
  readonly apiUrl: Input<string>;
  /** `POST` here to be told where a large document goes. */
  readonly uploadUrl: Input<string>;
  readonly apiId: Input<string>;
  readonly apiName: Input<string>;
  readonly stageName: Input<string>;
  readonly authorizerId: Input<string>;
  /** How long the authorizer's answer about a key is kept. */
  readonly authorizerCacheSeconds: Input<number>;
  readonly readOnlyUsagePlanId: Input<string>;
  readonly readWriteUsagePlanId: Input<string>;
  readonly adminUsagePlanId: Input<string>;
  readonly region: Input<string>;
  readonly accountId: Input<string>;

  readonly bucketName: Input<string>;
  readonly bucketArn: Input<string>;
  /** Where documents arrive in it. */
  readonly incomingPrefix: Input<string>;
  readonly accessLogBucketName: Input<string>;
  readonly documentsTableName: Input<string>;
  readonly documentsTableArn: Input<string>;
  readonly documentsStreamArn: Input<string>;
  readonly permissionsTableName: Input<string>;
  readonly permissionsTableArn: Input<string>;

  readonly authorizerFunctionName: Input<string>;
  readonly authorizerFunctionArn: Input<string>;
  readonly apiHandlerFunctionName: Input<string>;
  readonly apiHandlerFunctionArn: Input<string>;
  readonly processorFunctionName: Input<string>;
  readonly processorFunctionArn: Input<string>;
  readonly notifierFunctionName: Input<string>;
  readonly notifierFunctionArn: Input<string>;

  readonly authorizerRoleArn: Input<string>;
  readonly apiHandlerRoleArn: Input<string>;
  readonly processorRoleArn: Input<string>;
  readonly notifierRoleArn: Input<string>;
  /** The role API Gateway asks the authorizer with. */
  readonly authorizerInvokeRoleArn: Input<string>;
  /** Absent unless `palisade:verifierRole` is `enabled`. */
  readonly verifierRoleArn?: Input<string>;

  readonly authorizerDeadLetterQueueUrl: Input<string>;
  readonly authorizerDeadLetterQueueArn: Input<string>;
  readonly apiHandlerDeadLetterQueueUrl: Input<string>;
  readonly apiHandlerDeadLetterQueueArn: Input<string>;
  readonly processorDeadLetterQueueUrl: Input<string>;
  readonly processorDeadLetterQueueArn: Input<string>;
  readonly notifierDeadLetterQueueUrl: Input<string>;
  readonly notifierDeadLetterQueueArn: Input<string>;
  /** Told when a document is processed, failed or deleted. */
  readonly changesTopicArn: Input<string>;
  /** Told by every alarm. */
  readonly alarmTopicArn: Input<string>;

  readonly dataKeyArn: Input<string>;
  readonly logsKeyArn: Input<string>;
  readonly messagingKeyArn: Input<string>;
  /** `alias/…` */
  readonly dataKeyAlias: Input<string>;
  readonly logsKeyAlias: Input<string>;
  readonly messagingKeyAlias: Input<string>;

  readonly authorizerLogGroupName: Input<string>;
  readonly apiHandlerLogGroupName: Input<string>;
  readonly processorLogGroupName: Input<string>;
  readonly notifierLogGroupName: Input<string>;
  readonly accessLogGroupName: Input<string>;
  readonly executionLogGroupName: Input<string>;
  readonly flowLogGroupName: Input<string>;
  /** Every log group of the stack. */
  readonly logGroupNames: Input<Input<string>[]>;
  /** What they are encrypted with. */
  readonly logKeyArns: Input<Input<string>[]>;
  readonly logRetentionDays: Input<number>;

  /** Absent, as the next three, where `palisade:trail` is `existing`. */
  readonly trailArn?: Input<string>;
  readonly trailName?: Input<string>;
  readonly trailBucketName?: Input<string>;
  readonly trailLogGroupName?: Input<string>;
  readonly dashboardName: Input<string>;
  /** Names of every alarm. */
  readonly alarmNames: Input<Input<string>[]>;
  /** Namespace of the metrics that are counted in logs. */
  readonly metricNamespace: Input<string>;

  readonly vpcId: Input<string>;
  readonly privateSubnetIds: Input<Input<string>[]>;
  readonly s3EndpointId: Input<string>;
  readonly dynamodbEndpointId: Input<string>;
  readonly snsEndpointId: Input<string>;
  readonly executeApiEndpointId: Input<string>;
}
