import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';

/** How the logs of a stack are kept. */
export interface LogKeeping {
  readonly retentionInDays: number;
  /** AWS refuses to delete a protected group: switch it off, deploy, and only then destroy. */
  readonly deletionProtected: boolean;
  /**
   * The customer managed key that encrypts the events, whose policy must know the group's name; CloudWatch Logs' own when left out.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** A log group that keeps its events as long as it must, and no longer. */
export function createLogGroup(
  name: string,
  groupName: pulumi.Input<string>,
  keeping: LogKeeping,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    name,
    {
      name: groupName,
      retentionInDays: keeping.retentionInDays,
      ...(keeping.deletionProtected && { deletionProtectionEnabled: true }),
      ...(keeping.kmsKeyArn !== undefined && { kmsKeyId: keeping.kmsKeyArn }),
    },
    opts,
  );
}
