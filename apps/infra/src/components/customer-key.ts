import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface CustomerKeyArgs {
  readonly description: string;
  /** Without `alias/`. */
  readonly alias: string;
  /** Who manages the key and who uses it for what: a JSON policy document. */
  readonly policy: pulumi.Input<string>;
  /** How long a mistake can be taken back, 7 to 30. */
  readonly deletionWindowInDays: number;
}

/**
 * A symmetric customer managed key with an alias, rotated every year. The policy is part of the key, so that whoever is given the
 * key's ARN waits for it.
 */
export class CustomerKey extends pulumi.ComponentResource {
  readonly id: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly alias: pulumi.Output<string>;

  constructor(name: string, args: CustomerKeyArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:encryption:CustomerKey', name, {}, opts);
    const key = new aws.kms.Key(
      name,
      {
        description: args.description,
        policy: args.policy,
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: args.deletionWindowInDays,
      },
      { parent: this },
    );
    const alias = new aws.kms.Alias(
      `${name}-alias`,
      { name: `alias/${args.alias}`, targetKeyId: key.keyId },
      { parent: this },
    );
    this.id = key.keyId;
    this.arn = key.arn;
    this.alias = alias.name;
    this.registerOutputs({ id: this.id, arn: this.arn });
  }
}
