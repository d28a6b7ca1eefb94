import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Names } from '../names.ts';
import {
  privateSubnetRules,
  publicSubnetRules,
  withInterfaceEndpoints,
  type NetworkAclRules,
} from './network-acl-rules.ts';
import { subnetCidrs } from './subnet-cidrs.ts';

export interface PrivateNetworkArgs {
  readonly names: Names;
  /** A /16, such as `10.20.0.0/16`. */
  readonly cidr: string;
  /** Availability Zones to span. */
  readonly zones: number;
  /** `routed`: public subnets reach an internet gateway. `isolated`: there is none. `absent`: nor are there public subnets. */
  readonly publicSubnets: 'routed' | 'isolated' | 'absent';
  /** Whether interface endpoints will stand in the private subnets. */
  readonly interfaceEndpoints?: boolean;
}

/**
 * A VPC whose private subnets have no way out: no NAT gateway, no default route. What they may reach is added as VPC
 * endpoints to {@link privateRouteTableId}. The default security group is emptied, so nothing gets rules by accident.
 */
export class PrivateNetwork extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly privateRouteTableId: pulumi.Output<string>;
  /** Holds no rule: where network interfaces can wait to be deleted. */
  readonly emptySecurityGroupId: pulumi.Output<string>;
  readonly #name: string;
  readonly #args: PrivateNetworkArgs;

  constructor(name: string, args: PrivateNetworkArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:network:PrivateNetwork', name, {}, opts);
    this.#name = name;
    this.#args = args;

    const vpc = this.#createVpc();
    const emptied = this.#emptyDefaultSecurityGroup(vpc);
    const cidrs = subnetCidrs(args.cidr, args.zones);
    const privateSubnets = this.#createSubnets('private', vpc, cidrs.private);
    const privateRoutes = this.#createRouteTable('private', vpc, privateSubnets);
    const publicSubnets = args.publicSubnets === 'absent' ? [] : this.#createPublicPart(vpc, cidrs.public);
    const rules =
      args.interfaceEndpoints === true ? withInterfaceEndpoints(privateSubnetRules, args.cidr) : privateSubnetRules;
    this.#createNetworkAcl('private', vpc, privateSubnets, rules);

    this.vpcId = vpc.id;
    this.publicSubnetIds = publicSubnets.map(({ id }) => id);
    this.privateSubnetIds = privateSubnets.map(({ id }) => id);
    this.privateRouteTableId = privateRoutes.id;
    this.emptySecurityGroupId = emptied.id;
    this.registerOutputs({ vpcId: this.vpcId });
  }

  #createPublicPart(vpc: aws.ec2.Vpc, cidrs: readonly string[]): aws.ec2.Subnet[] {
    const subnets = this.#createSubnets('public', vpc, cidrs);
    const routes = this.#createRouteTable('public', vpc, subnets);
    if (this.#args.publicSubnets === 'routed') this.#routeToInternet(vpc, routes);
    this.#createNetworkAcl('public', vpc, subnets, publicSubnetRules);
    return subnets;
  }

  #createVpc(): aws.ec2.Vpc {
    return new aws.ec2.Vpc(
      `${this.#name}-vpc`,
      {
        cidrBlock: this.#args.cidr,
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: { Name: this.#args.names('vpc') },
      },
      { parent: this },
    );
  }

  #emptyDefaultSecurityGroup(vpc: aws.ec2.Vpc): aws.ec2.DefaultSecurityGroup {
    return new aws.ec2.DefaultSecurityGroup(
      `${this.#name}-default-sg`,
      { vpcId: vpc.id, ingress: [], egress: [], tags: { Name: this.#args.names('default-sg-empty') } },
      { parent: this },
    );
  }

  #createSubnets(kind: 'public' | 'private', vpc: aws.ec2.Vpc, cidrs: readonly string[]): aws.ec2.Subnet[] {
    const zoneIds = this.#zoneIds();
    return cidrs.map(
      (cidrBlock, index) =>
        new aws.ec2.Subnet(
          `${this.#name}-${kind}-${index + 1}`,
          {
            vpcId: vpc.id,
            cidrBlock,
            availabilityZoneId: zoneIds.apply((ids) => ids[index] ?? ''),
            mapPublicIpOnLaunch: false,
            tags: { Name: this.#args.names(`${kind}-subnet-${index + 1}`) },
          },
          { parent: this },
        ),
    );
  }

  /**
   * Zone names are shuffled per account, zone ids are not. `use1-az3` cannot run Lambda functions in a VPC.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
   */
  #zoneIds(): pulumi.Output<string[]> {
    const found = aws.getAvailabilityZonesOutput(
      {
        state: 'available',
        excludeZoneIds: ['use1-az3'],
        filters: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
      },
      { parent: this },
    );
    return found.zoneIds.apply((ids) => {
      if (ids.length >= this.#args.zones) return [...ids].sort().slice(0, this.#args.zones);
      throw new Error(`The network needs ${this.#args.zones} Availability Zones; this region offers ${ids.length}.`);
    });
  }

  /** A table of its own for each kind; the private one keeps only the VPC's local route and what endpoints add. */
  #createRouteTable(
    kind: 'public' | 'private',
    vpc: aws.ec2.Vpc,
    subnets: readonly aws.ec2.Subnet[],
  ): aws.ec2.RouteTable {
    const table = new aws.ec2.RouteTable(
      `${this.#name}-${kind}-routes`,
      { vpcId: vpc.id, tags: { Name: this.#args.names(`${kind}-route-table`) } },
      { parent: this },
    );
    subnets.forEach(
      (subnet, index) =>
        new aws.ec2.RouteTableAssociation(
          `${this.#name}-${kind}-routes-${index + 1}`,
          { routeTableId: table.id, subnetId: subnet.id },
          { parent: this },
        ),
    );
    return table;
  }

  #routeToInternet(vpc: aws.ec2.Vpc, table: aws.ec2.RouteTable): void {
    const gateway = new aws.ec2.InternetGateway(
      `${this.#name}-igw`,
      { vpcId: vpc.id, tags: { Name: this.#args.names('internet-gateway') } },
      { parent: this },
    );
    new aws.ec2.Route(
      `${this.#name}-public-default`,
      { routeTableId: table.id, destinationCidrBlock: '0.0.0.0/0', gatewayId: gateway.id },
      { parent: this },
    );
  }

  #createNetworkAcl(kind: string, vpc: aws.ec2.Vpc, subnets: readonly aws.ec2.Subnet[], rules: NetworkAclRules): void {
    new aws.ec2.NetworkAcl(
      `${this.#name}-${kind}-acl`,
      {
        vpcId: vpc.id,
        subnetIds: subnets.map(({ id }) => id),
        ingress: [...rules.ingress],
        egress: [...rules.egress],
        tags: { Name: this.#args.names(`${kind}-acl`) },
      },
      { parent: this },
    );
  }
}
