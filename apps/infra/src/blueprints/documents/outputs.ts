import type { Input } from '@pulumi/pulumi';

/** What a documents stack tells its users, its checks and other stacks. Nothing here is secret. */
export interface DocumentsOutputs {
  /** Where to POST documents. */
  readonly apiUrl: Input<string>;
  readonly apiId: Input<string>;
  readonly stageName: Input<string>;
  readonly region: Input<string>;
  readonly accountId: Input<string>;
  readonly bucketName: Input<string>;
  readonly bucketArn: Input<string>;
  readonly logBucketName: Input<string>;
  readonly functionName: Input<string>;
  readonly functionArn: Input<string>;
  readonly handlerRoleArn: Input<string>;
  readonly clientRoleArn: Input<string>;
  /** To let a caller of your own submit documents, attach this policy to it. */
  readonly clientPolicyArn: Input<string>;
  /** Absent unless `palisade:verifierRole` is `enabled`. */
  readonly verifierRoleArn?: Input<string>;
  readonly auditorPolicyArn: Input<string>;
  readonly handlerLogGroupName: Input<string>;
  readonly accessLogGroupName: Input<string>;
  readonly executionLogGroupName: Input<string>;
  readonly flowLogGroupName: Input<string>;
  /** Every log group of the stack. */
  readonly logGroupNames: Input<Input<string>[]>;
  /** How long each of them keeps its events. */
  readonly logRetentionDays: Input<number>;
  readonly vpcId: Input<string>;
  readonly vpcEndpointId: Input<string>;
  readonly privateSubnetIds: Input<Input<string>[]>;
  readonly publicSubnetIds: Input<Input<string>[]>;
  readonly functionSecurityGroupId: Input<string>;
}
