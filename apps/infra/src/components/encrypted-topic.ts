import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface EncryptedTopicArgs {
  readonly topicName: string;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** JSON policy document. */
  readonly policy: pulumi.Input<string>;
}

/** A standard topic encrypted with a customer managed key, its messages signed with SHA-256. */
export class EncryptedTopic extends pulumi.ComponentResource {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: EncryptedTopicArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:messaging:EncryptedTopic', name, {}, opts);
    const topic = new aws.sns.Topic(
      name,
      { name: args.topicName, kmsMasterKeyId: args.kmsKeyArn, signatureVersion: 2 },
      { parent: this },
    );
    const policy = new aws.sns.TopicPolicy(`${name}-policy`, { arn: topic.arn, policy: args.policy }, { parent: this });
    this.name = topic.name;
    // Whoever is told the topic's ARN finds it guarded.
    this.arn = pulumi.all([topic.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ name: this.name, arn: this.arn });
  }
}
