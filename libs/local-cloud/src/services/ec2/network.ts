import type { NetworkInterface } from '../../kernel/origin.ts';
import type { Cidr } from './cidr.ts';
import type { Zone } from './aws/regions.ts';

/** What every part of the network has. */
export interface Part {
  readonly id: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The network of all stacks, read from their graphs: what routing decides on and what `Describe…` shows. */
export interface Network {
  readonly vpcs: ReadonlyMap<string, Vpc>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly routeTables: ReadonlyMap<string, RouteTable>;
  readonly internetGateways: ReadonlyMap<string, InternetGateway>;
  readonly vpcEndpoints: ReadonlyMap<string, VpcEndpoint>;
  readonly securityGroups: ReadonlyMap<string, SecurityGroup>;
  readonly networkAcls: ReadonlyMap<string, NetworkAcl>;
  readonly flowLogs: ReadonlyMap<string, FlowLog>;
  readonly interfaces: ReadonlyMap<string, Interface>;
}

export interface Vpc extends Part {
  readonly cidr: Cidr;
  readonly dnsSupport: boolean;
  readonly dnsHostnames: boolean;
  readonly mainRouteTableId: string;
  readonly defaultSecurityGroupId: string;
  readonly defaultNetworkAclId: string;
  readonly dhcpOptionsId: string;
}

export interface Subnet extends Part {
  readonly vpcId: string;
  readonly cidr: Cidr;
  readonly zone: Zone;
  readonly mapPublicIpOnLaunch: boolean;
}

export interface RouteTable extends Part {
  readonly vpcId: string;
  readonly main: boolean;
  readonly routes: readonly Route[];
  /** Explicit associations; subnets without one use the VPC's main table. */
  readonly associations: readonly { readonly id: string; readonly subnetId: string }[];
}

export interface Route {
  /** A range, or the id of a prefix list. */
  readonly destination: { readonly cidr: Cidr } | { readonly prefixListId: string };
  /** `local`, an internet gateway, or a gateway endpoint. */
  readonly target: string;
  readonly origin: 'CreateRouteTable' | 'CreateRoute';
}

export interface InternetGateway extends Part {
  readonly vpcId?: string;
}

export interface VpcEndpoint extends Part {
  readonly type: 'Gateway' | 'Interface';
  readonly vpcId: string;
  readonly serviceName: string;
  /** JSON text. */
  readonly policy: string;
  /** Gateway endpoints. */
  readonly routeTableIds: readonly string[];
  readonly prefixListId?: string;
  /** Interface endpoints. */
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly privateDns: boolean;
  readonly interfaceIds: readonly string[];
  readonly dnsNames: readonly string[];
}

export interface SecurityGroup extends Part {
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
  readonly rules: readonly SecurityGroupRule[];
}

export interface SecurityGroupRule extends Part {
  readonly groupId: string;
  readonly egress: boolean;
  /** `-1` for all, `tcp`, `udp`, `icmp`, `icmpv6`, or a protocol number. */
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly peer: Peer;
  readonly description: string;
}

/** Who is at the other end of a security group rule. */
export type Peer =
  | { readonly cidrIpv4: string }
  | { readonly cidrIpv6: string }
  | { readonly prefixListId: string }
  | { readonly groupId: string };

export interface NetworkAcl extends Part {
  readonly vpcId: string;
  readonly isDefault: boolean;
  readonly entries: readonly NetworkAclEntry[];
  readonly associations: readonly { readonly id: string; readonly subnetId: string }[];
}

export interface NetworkAclEntry {
  readonly number: number;
  readonly egress: boolean;
  /** IANA protocol number, or `-1` for all. */
  readonly protocol: string;
  readonly action: 'allow' | 'deny';
  readonly cidr: string;
  readonly ipv6: boolean;
  readonly fromPort: number;
  readonly toPort: number;
  readonly icmp?: { readonly type: number; readonly code: number };
}

export interface FlowLog extends Part {
  readonly resourceId: string;
  readonly trafficType: 'ALL' | 'ACCEPT' | 'REJECT';
  readonly logGroupName: string;
  readonly logDestination: string;
  readonly roleArn: string;
  readonly logFormat: string;
  readonly maxAggregationInterval: number;
}

/** A network interface: one of a function (`lambda`) or of an interface endpoint (`vpc_endpoint`). */
export interface Interface extends NetworkInterface, Part {
  readonly type: 'lambda' | 'vpc_endpoint';
  readonly description: string;
  readonly zone: Zone;
}
