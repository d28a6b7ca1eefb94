import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface EncryptedQueueArgs {
  readonly queueName: string;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** JSON policy document. */
  readonly policy: pulumi.Input<string>;
}

/** A queue encrypted with a customer managed key that keeps its messages for SQS's longest, 14 days: for what somebody must look into. */
export class EncryptedQueue extends pulumi.ComponentResource {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: EncryptedQueueArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:messaging:EncryptedQueue', name, {}, opts);
    const queue = new aws.sqs.Queue(
      name,
      {
        name: args.queueName,
        kmsMasterKeyId: args.kmsKeyArn,
        kmsDataKeyReusePeriodSeconds: 300,
        messageRetentionSeconds: 14 * 24 * 60 * 60,
      },
      { parent: this },
    );
    const policy = new aws.sqs.QueuePolicy(
      `${name}-policy`,
      { queueUrl: queue.url, policy: args.policy },
      { parent: this },
    );
    this.name = queue.name;
    // Whoever is told the queue's ARN finds it guarded.
    this.arn = pulumi.all([queue.arn, policy.id]).apply(([arn]) => arn);
    this.url = queue.url;
    this.registerOutputs({ name: this.name, arn: this.arn });
  }
}
