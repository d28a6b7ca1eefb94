import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Names } from '../names.ts';

export interface ServiceRoleArgs {
  readonly names: Names;
  /** Type part of the name: `flow-log-role` becomes `flow-log-role-dev`. */
  readonly type: string;
  readonly description: string;
  /** Who may assume the role: a JSON policy document. */
  readonly trustPolicy: pulumi.Input<string>;
  /** All the role may do: a JSON policy document. */
  readonly permissionPolicy: pulumi.Input<string>;
}

/**
 * A role with exactly one customer-managed policy: nothing inline, nothing from AWS's own catalogue. Depend on the component
 * where a service checks the role's permissions, so that the attachment is there in time.
 */
export class ServiceRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly policyArn: pulumi.Output<string>;

  constructor(name: string, args: ServiceRoleArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:access:ServiceRole', name, {}, opts);
    const role = new aws.iam.Role(
      name,
      { name: args.names(args.type), description: args.description, assumeRolePolicy: args.trustPolicy },
      { parent: this },
    );
    const policy = new aws.iam.Policy(
      `${name}-policy`,
      { name: args.names(args.type), description: args.description, policy: args.permissionPolicy },
      { parent: this },
    );
    new aws.iam.RolePolicyAttachment(
      `${name}-attachment`,
      { role: role.name, policyArn: policy.arn },
      { parent: this },
    );
    this.arn = role.arn;
    this.name = role.name;
    this.policyArn = policy.arn;
    this.registerOutputs({ arn: this.arn, policyArn: this.policyArn });
  }
}
