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

  readonly #name: string;
  readonly #args: S3GatewayEndpointArgs;

  constructor(name: string, args: S3GatewayEndpointArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:network:S3GatewayEndpoint', name, {}, opts);
    this.#name = name;
    this.#args = args;
    const endpoint = this.#createEndpoint();
    const clients = this.#createClientGroup();
    const egress = this.#allowHttpsToS3(clients, endpoint);

    this.endpointId = endpoint.id;
    // Who joins the group waits for its rule, or the first calls would find no way out.
    this.clientSecurityGroupId = pulumi.all([clients.id, egress.id]).apply(([id]) => id);
    this.registerOutputs({ endpointId: this.endpointId, clientSecurityGroupId: this.clientSecurityGroupId });
  }

  #createEndpoint(): aws.ec2.VpcEndpoint {
    const { names, region, vpcId, routeTableIds, policy } = this.#args;
    return new aws.ec2.VpcEndpoint(
      `${this.#name}-endpoint`,
      {
        vpcId,
        routeTableIds,
        policy,
        vpcEndpointType: 'Gateway',
        serviceName: `com.amazonaws.${region}.s3`,
        tags: { Name: names('s3-endpoint') },
      },
      { parent: this },
    );
  }

  #createClientGroup(): aws.ec2.SecurityGroup {
    const name = this.#args.names('s3-client-sg');
    return new aws.ec2.SecurityGroup(
      `${this.#name}-clients`,
      {
        name,
        description: 'Reaches S3 through the gateway endpoint and nothing else',
        vpcId: this.#args.vpcId,
        tags: { Name: name },
      },
      { parent: this },
    );
  }

  #allowHttpsToS3(clients: aws.ec2.SecurityGroup, endpoint: aws.ec2.VpcEndpoint): aws.vpc.SecurityGroupEgressRule {
    return new aws.vpc.SecurityGroupEgressRule(
      `${this.#name}-clients-to-s3`,
      {
        securityGroupId: clients.id,
        description: 'HTTPS to S3 in this region',
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        prefixListId: endpoint.prefixListId,
        tags: { Name: this.#args.names('s3-client-egress') },
      },
      { parent: this },
    );
  }
}
