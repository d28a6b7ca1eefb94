/** A rule of a network ACL as the provider takes it. */
export interface NetworkAclRule {
  readonly ruleNo: number;
  readonly action: 'allow';
  readonly protocol: 'tcp';
  readonly cidrBlock: string;
  readonly fromPort: number;
  readonly toPort: number;
}

export interface NetworkAclRules {
  readonly ingress: readonly NetworkAclRule[];
  readonly egress: readonly NetworkAclRule[];
}

const anywhere = '0.0.0.0/0';

/**
 * Private subnets call HTTPS services and receive the answers. A network ACL cannot name a prefix list, and a gateway
 * endpoint keeps S3's public addresses, hence "anywhere"; the security group and the route table say where really.
 * The ephemeral ports are split so that no rule from anywhere contains 3389 (Security Hub EC2.21).
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
export const privateSubnetRules: NetworkAclRules = {
  ingress: [allow(100, anywhere, 1024, 3388), allow(110, anywhere, 3390, 65535)],
  egress: [allow(100, anywhere, 443, 443)],
};

/**
 * With interface endpoints among them, the private subnets also call each other: HTTPS to an endpoint's address in another subnet,
 * and the answers back. A network ACL does not see traffic within one subnet.
 */
export function withInterfaceEndpoints(rules: NetworkAclRules, vpcCidr: string): NetworkAclRules {
  return {
    ingress: [...rules.ingress, allow(120, vpcCidr, 443, 443)],
    egress: [...rules.egress, allow(110, vpcCidr, 1024, 3388), allow(120, vpcCidr, 3390, 65535)],
  };
}

/** Nothing lives in the public subnets, so nothing passes. The first workload there brings its own rules. */
export const publicSubnetRules: NetworkAclRules = { ingress: [], egress: [] };

function allow(ruleNo: number, cidrBlock: string, fromPort: number, toPort: number): NetworkAclRule {
  return { ruleNo, action: 'allow', protocol: 'tcp', cidrBlock, fromPort, toPort };
}
