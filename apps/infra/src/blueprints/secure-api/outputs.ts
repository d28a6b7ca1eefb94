import type { Input } from '@pulumi/pulumi';

/** What a secure-api stack tells its users, its checks and other stacks. Nothing here is secret. */
export interface SecureApiOutputs {
  /** The root of the API: `GET` it, or any path below, signed. */
  readonly apiUrl: Input<string>;
  /** Answers anybody that the API is there; nothing behind it is asked. */
  readonly healthUrl: Input<string>;
  readonly functionName: Input<string>;
  readonly kmsKeyId: Input<string>;
  /** The function's log group. */
  readonly logGroupName: Input<string>;
  readonly apiId: Input<string>;
  readonly stageName: Input<string>;
  readonly region: Input<string>;
  readonly accountId: Input<string>;
  readonly functionArn: Input<string>;
  readonly handlerRoleArn: Input<string>;
  readonly clientRoleArn: Input<string>;
  /** To let a caller of your own call the API, attach this policy to it. */
  readonly clientPolicyArn: Input<string>;
  /** Absent unless `palisade:verifierRole` is `enabled`. */
  readonly verifierRoleArn?: Input<string>;
  readonly kmsKeyArn: Input<string>;
  /** `alias/…` */
  readonly kmsKeyAlias: Input<string>;
  readonly accessLogGroupName: Input<string>;
  readonly executionLogGroupName: Input<string>;
  /** Every log group of the stack. */
  readonly logGroupNames: Input<Input<string>[]>;
  /** What they are encrypted with. */
  readonly logKeyArns: Input<Input<string>[]>;
  /** How long each of them keeps its events. */
  readonly logRetentionDays: Input<number>;
}
