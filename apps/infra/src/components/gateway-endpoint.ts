import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Names } from '../names.ts';

const titles = { s3: 'S3', dynamodb: 'DynamoDB' } as const;

export interface GatewayEndpointArgs {
  /** The two services that have gateway endpoints. */
  readonly service: 's3' | 'dynamodb';
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

/** The only way from the private subnets to S3 or DynamoDB, over AWS's own network, and the security group of those who may take it. */
export class GatewayEndpoint extends pulumi.ComponentResource {
  readonly endpointId: pulumi.Output<string>;
  /** Whoever is in this group reaches the service on 443 and nothing else; nobody reaches them. */
  readonly clientSecurityGroupId: pulumi.Output<string>;

  readonly #name: string;
  readonly #args: GatewayEndpointArgs;

  constructor(name: string, args: GatewayEndpointArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:network:GatewayEndpoint', name, {}, opts);
    this.#name = name;
    this.#args = args;
    const endpoint = this.#createEndpoint();
    const clients = this.#createClientGroup();
    const egress = this.#allowHttps(clients, endpoint);

    this.endpointId = endpoint.id;
    // Who joins the group waits for its rule, or the first calls would find no way out.
    this.clientSecurityGroupId = pulumi.all([clients.id, egress.id]).apply(([id]) => id);
    this.registerOutputs({ endpointId: this.endpointId, clientSecurityGroupId: this.clientSecurityGroupId });
  }

  #createEndpoint(): aws.ec2.VpcEndpoint {
    const { names, region, service, vpcId, routeTableIds, policy } = this.#args;
    return new aws.ec2.VpcEndpoint(
      `${this.#name}-endpoint`,
      {
        vpcId,
        routeTableIds,
        policy,
        vpcEndpointType: 'Gateway',
        serviceName: `com.amazonaws.${region}.${service}`,
        tags: { Name: names(`${service}-endpoint`) },
      },
      { parent: this },
    );
  }

  #createClientGroup(): aws.ec2.SecurityGroup {
    const { names, service } = this.#args;
    const name = names(`${service}-client-sg`);
    return new aws.ec2.SecurityGroup(
      `${this.#name}-clients`,
      {
        name,
        description: `Reaches ${titles[service]} through the gateway endpoint and nothing else`,
        vpcId: this.#args.vpcId,
        tags: { Name: name },
      },
      { parent: this },
    );
  }

  #allowHttps(clients: aws.ec2.SecurityGroup, endpoint: aws.ec2.VpcEndpoint): aws.vpc.SecurityGroupEgressRule {
    const { names, service } = this.#args;
    return new aws.vpc.SecurityGroupEgressRule(
      `${this.#name}-clients-to-${service}`,
      {
        securityGroupId: clients.id,
        description: `HTTPS to ${titles[service]} in this region`,
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        prefixListId: endpoint.prefixListId,
        tags: { Name: names(`${service}-client-egress`) },
      },
      { parent: this },
    );
  }
}
