import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface ApiGatewayAccountArgs {
  readonly trustPolicy: pulumi.Input<string>;
  readonly permissionPolicy: pulumi.Input<string>;
  /** Whether it goes with the stack, and with it the logs of every other API of the account and region; it stays when left out. */
  readonly goes?: boolean;
}

/**
 * The account's permission for API Gateway to write logs: one setting per account and region, shared by every API in it.
 * Deleting it would silence all of them, so it stays when the stack goes, unless nothing may stay; and because it stays, its parts have
 * generated names, or the next stack of that name could not be made.
 */
export class ApiGatewayAccount extends pulumi.ComponentResource {
  constructor(name: string, args: ApiGatewayAccountArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:api:ApiGatewayAccount', name, {}, opts);
    const kept: pulumi.CustomResourceOptions = { parent: this, ...(args.goes !== true && { retainOnDelete: true }) };
    const role = new aws.iam.Role(
      `${name}-role`,
      { description: 'API Gateway writes the logs of all APIs of this account', assumeRolePolicy: args.trustPolicy },
      kept,
    );
    const policy = new aws.iam.Policy(
      `${name}-policy`,
      { description: 'API Gateway writes the logs of all APIs of this account', policy: args.permissionPolicy },
      kept,
    );
    const attachment = new aws.iam.RolePolicyAttachment(
      `${name}-attachment`,
      { role: role.name, policyArn: policy.arn },
      kept,
    );
    new aws.apigateway.Account(name, { cloudwatchRoleArn: role.arn }, { ...kept, dependsOn: [attachment] });
    this.registerOutputs({});
  }
}
