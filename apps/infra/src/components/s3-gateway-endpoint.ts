import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Names } from '../names.ts';

export interface S3GatewayEndpointArgs {
  readonly names: Names;
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** The tables whose subnets may use the endpoint. */
  readonly routeTableIds: pulumi.Input<string>[];
  /**
   * JSON policy document. Its Principal must be `*`: gateway endpoints accept nothing narrower there, so it limits callers
   * with `aws:PrincipalArn`.
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
   */
  readonly policy: pulumi.Input<string>;
}

/** The only way from the private subnets to S3, over AWS's own network, and the security group of those who may take it. */
export class S3GatewayEndpoint extends pulumi.ComponentResource {
  readonly endpointId: pulumi.Output<string>;
  /** Whoever is in this group reaches S3 on 443 and nothing else; nobody reaches them. */
  readonly clientSecurityGroupId: pulumi.Output<string>;

  constructor(name: string, args: S3GatewayEndpointArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:network:S3GatewayEndpoint', name, {}, opts);
    const endpoint = new aws.ec2.VpcEndpoint(
      `${name}-endpoint`,
      {
        vpcId: args.vpcId,
        vpcEndpointType: 'Gateway',
        serviceName: `com.amazonaws.${args.region}.s3`,
        routeTableIds: args.routeTableIds,
        policy: args.policy,
        tags: { Name: args.names('s3-endpoint') },
      },
      { parent: this },
    );
    const clients = new aws.ec2.SecurityGroup(
      `${name}-clients`,
      {
        name: args.names('s3-client-sg'),
        description: 'Reaches S3 through the gateway endpoint and nothing else',
        vpcId: args.vpcId,
        tags: { Name: args.names('s3-client-sg') },
      },
      { parent: this },
    );
    const egress = new aws.vpc.SecurityGroupEgressRule(
      `${name}-clients-to-s3`,
      {
        securityGroupId: clients.id,
        description: 'HTTPS to S3 in this region',
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        prefixListId: endpoint.prefixListId,
        tags: { Name: args.names('s3-client-egress') },
      },
      { parent: this },
    );
    this.endpointId = endpoint.id;
    // A function in the group must not start before the group lets it out.
    this.clientSecurityGroupId = pulumi.all([clients.id, egress.id]).apply(([id]) => id);
    this.registerOutputs({ endpointId: this.endpointId, clientSecurityGroupId: this.clientSecurityGroupId });
  }
}
