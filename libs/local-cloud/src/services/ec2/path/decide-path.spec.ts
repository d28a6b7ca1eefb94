import { describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import type { NetworkInterface } from '../../../kernel/origin.ts';
import type { Network } from '../network.ts';
import { readNetwork } from '../reading/read-network.ts';
import { resources } from '../resources/index.ts';
import { internetGateway } from '../resources/internet-gateway.ts';
import { networkAcl } from '../resources/network-acl.ts';
import { routeTableAssociation } from '../resources/route-table-association.ts';
import { routeTable } from '../resources/route-table.ts';
import { route } from '../resources/route.ts';
import { securityGroupEgressRule } from '../resources/security-group-egress-rule.ts';
import { securityGroupIngressRule } from '../resources/security-group-ingress-rule.ts';
import { securityGroup } from '../resources/security-group.ts';
import { subnet } from '../resources/subnet.ts';
import { vpcEndpoint } from '../resources/vpc-endpoint.ts';
import { vpc } from '../resources/vpc.ts';
import { Declaration } from '../testing/declaration.ts';
import { decidePath } from './decide-path.ts';

const anywhere = '0.0.0.0/0';
const rule = (ruleNo: number, action: string, cidrBlock: string, fromPort: number, toPort = fromPort): Properties => ({
  ruleNo,
  action,
  protocol: 'tcp',
  cidrBlock,
  fromPort,
  toPort,
});

interface Variation {
  readonly associateEndpoint?: boolean;
  readonly associateSubnet?: boolean;
  readonly s3Endpoint?: boolean;
  readonly s3Egress?: boolean;
  readonly s3Port?: number;
  readonly dnsSupport?: boolean;
  readonly internetRoute?: boolean;
  readonly egress?: readonly Properties[];
  readonly ingress?: readonly Properties[];
  readonly kmsEndpoint?: boolean;
  readonly kmsDns?: boolean;
  readonly kmsEgress?: boolean;
  readonly kmsIngress?: boolean;
  readonly kmsSubnet?: 'same' | 'other';
}

interface World {
  readonly network: Network;
  readonly from: NetworkInterface;
  readonly ids: Readonly<Record<string, string>>;
}

/** A function's subnet with an S3 gateway endpoint, a KMS interface endpoint next door, and everything they need. */
function world(variation: Variation = {}): World {
  const {
    associateEndpoint = true,
    associateSubnet = true,
    s3Endpoint = true,
    s3Egress = true,
    s3Port = 443,
    dnsSupport = true,
    internetRoute = false,
    egress = [rule(100, 'allow', anywhere, 443)],
    ingress = [rule(100, 'allow', anywhere, 1024, 3388), rule(110, 'allow', anywhere, 3390, 65535)],
    kmsEndpoint = true,
    kmsDns = true,
    kmsEgress = true,
    kmsIngress = true,
    kmsSubnet = 'other',
  } = variation;
  const d = new Declaration(resources);
  const home = d.add(vpc, 'vpc', { cidrBlock: '10.0.0.0/16', enableDnsHostnames: true, enableDnsSupport: dnsSupport });
  const own = d.add(subnet, 'private', { vpcId: home.id, cidrBlock: '10.0.1.0/24', availabilityZone: 'us-east-1a' });
  const other = d.add(subnet, 'services', { vpcId: home.id, cidrBlock: '10.0.2.0/24', availabilityZone: 'us-east-1b' });
  const table = d.add(routeTable, 'private', { vpcId: home.id });
  if (associateSubnet) d.add(routeTableAssociation, 'private', { subnetId: own.id, routeTableId: table.id });
  const gateway = d.add(internetGateway, 'igw', { vpcId: home.id });
  if (internetRoute) {
    d.add(route, 'internet', { routeTableId: table.id, destinationCidrBlock: anywhere, gatewayId: gateway.id });
  }
  const group = d.add(securityGroup, 'function', { vpcId: home.id });
  const endpointGroup = d.add(securityGroup, 'endpoint', { vpcId: home.id });
  const acl = d.add(networkAcl, 'private', { vpcId: home.id, subnetIds: [own.id], egress, ingress });
  const s3 = s3Endpoint
    ? d.add(vpcEndpoint, 's3', {
        vpcId: home.id,
        serviceName: 'com.amazonaws.us-east-1.s3',
        routeTableIds: associateEndpoint ? [table.id] : [],
      })
    : undefined;
  if (s3Egress) {
    d.add(securityGroupEgressRule, 's3', {
      securityGroupId: group.id,
      prefixListId: 'pl-63a5400a',
      ipProtocol: 'tcp',
      fromPort: s3Port,
      toPort: s3Port,
    });
  }
  if (kmsEndpoint) {
    d.add(vpcEndpoint, 'kms', {
      vpcId: home.id,
      serviceName: 'com.amazonaws.us-east-1.kms',
      vpcEndpointType: 'Interface',
      subnetIds: [kmsSubnet === 'same' ? own.id : other.id],
      securityGroupIds: [endpointGroup.id],
      privateDnsEnabled: kmsDns,
    });
  }
  const tcp443 = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 };
  if (kmsEgress) {
    const reference = { securityGroupId: group.id, referencedSecurityGroupId: endpointGroup.id };
    d.add(securityGroupEgressRule, 'kms', { ...reference, ...tcp443 });
  }
  if (kmsIngress) {
    const reference = { securityGroupId: endpointGroup.id, referencedSecurityGroupId: group.id };
    d.add(securityGroupIngressRule, 'kms', { ...reference, ...tcp443 });
  }
  expect(d.problems()).toEqual([]);
  const { ofType } = d.view();
  return {
    network: readNetwork(ofType),
    from: { id: 'eni-1', vpcId: home.id, subnetId: own.id, securityGroupIds: [group.id], privateIp: '10.0.1.20' },
    ids: {
      vpc: home.id,
      subnet: own.id,
      table: table.id,
      igw: gateway.id,
      group: group.id,
      endpointGroup: endpointGroup.id,
      acl: acl.id,
      s3: s3?.id ?? '',
      kms: d.lookup().ofType(vpcEndpoint.token).at(-1)?.id ?? '',
    },
  };
}

function reason(
  variation: Variation,
  host: string,
  port = 443,
): { text: string; accepted: boolean; ids: World['ids'] } {
  const { network, from, ids } = world(variation);
  const { path, accepted } = decidePath(network, from, host, port);
  if (path.via !== 'nothing') throw new Error(`expected no way, found one by ${path.via}`);
  return { text: path.reason, accepted, ids };
}

const s3Host = 's3.us-east-1.amazonaws.com';
const kmsHost = 'kms.us-east-1.amazonaws.com';

describe('S3 through a gateway endpoint', () => {
  test.each([
    s3Host,
    'bucket.s3.us-east-1.amazonaws.com',
    'bucket.s3.amazonaws.com',
    's3.dualstack.us-east-1.amazonaws.com',
  ])('%s is reached, and the call carries the endpoint, the VPC and the private address', (host) => {
    const { network, from, ids } = world();
    expect(decidePath(network, from, host, 443)).toMatchObject({
      accepted: true,
      path: {
        via: 'vpc-endpoint',
        endpointType: 'Gateway',
        vpcEndpointId: ids['s3'],
        vpcId: ids['vpc'],
        vpcSourceIp: '10.0.1.20',
      },
    });
  });

  test('no endpoint: no route', () => {
    const { text, ids } = reason({ s3Endpoint: false }, s3Host);
    expect(text).toBe(
      `no route from ${ids['subnet']} to s3.us-east-1: no NAT gateway, no gateway endpoint com.amazonaws.us-east-1.s3`,
    );
  });

  test('an endpoint that is not associated with the route table gives no route', () => {
    const { text, accepted, ids } = reason({ associateEndpoint: false }, s3Host);
    expect(text).toBe(
      `no route from ${ids['subnet']} to s3.us-east-1: no NAT gateway, and ${ids['s3']} (com.amazonaws.us-east-1.s3) ` +
        `is not associated with ${ids['table']}`,
    );
    // The security group lets the packets out; it is the router that loses them.
    expect(accepted).toBe(true);
  });

  test('a subnet without an association uses the main route table, which the endpoint is not in', () => {
    expect(reason({ associateSubnet: false }, s3Host).text).toContain('is not associated with rtb-');
  });

  test('the S3 of another region is not in the prefix list', () => {
    expect(reason({}, 's3.eu-west-1.amazonaws.com').text).toContain('does not lead to eu-west-1');
  });

  test('no egress rule of the security group', () => {
    const { text, accepted, ids } = reason({ s3Egress: false }, s3Host);
    expect(text).toBe(`security group ${ids['group']} has no egress rule to pl-63a5400a tcp 443`);
    expect(accepted).toBe(false);
  });

  test('an egress rule for another port', () => {
    expect(reason({ s3Port: 80 }, s3Host).text).toContain('has no egress rule to pl-63a5400a tcp 443');
    const { network, from } = world({ s3Port: 80, egress: [rule(100, 'allow', anywhere, 80)] });
    expect(decidePath(network, from, s3Host, 80).path.via).toBe('vpc-endpoint');
  });

  test('a network ACL without an outbound rule', () => {
    const { text, accepted, ids } = reason({ egress: [] }, s3Host);
    expect(text).toContain(`network ACL ${ids['acl']} has no rule that allows outbound tcp 443 to 52.92.`);
    expect(accepted).toBe(false);
  });

  test('a network ACL that denies before it allows', () => {
    const { text, ids } = reason(
      { egress: [rule(90, 'deny', anywhere, 443), rule(100, 'allow', anywhere, 443)] },
      s3Host,
    );
    expect(text).toContain(`network ACL ${ids['acl']} rule 90 denies outbound tcp 443 to 52.92.`);
  });

  test('a network ACL that allows before it denies', () => {
    const { network, from } = world({ egress: [rule(100, 'allow', anywhere, 443), rule(110, 'deny', anywhere, 443)] });
    expect(decidePath(network, from, s3Host, 443).path.via).toBe('vpc-endpoint');
  });

  test('network ACLs keep no state: answers to ephemeral ports need a rule of their own', () => {
    const { text, ids } = reason({ ingress: [rule(100, 'allow', anywhere, 443)] }, s3Host);
    expect(text).toContain(`network ACL ${ids['acl']} has no rule that allows inbound tcp 32768-60999 from 52.92.`);
  });

  test('a part of the ephemeral ports denied is denied', () => {
    const ingress = [rule(90, 'deny', anywhere, 40000, 50000), rule(100, 'allow', anywhere, 1024, 65535)];
    expect(reason({ ingress }, s3Host).text).toContain('rule 90 denies inbound tcp 40000-50000');
  });

  test('a VPC without DNS support finds no address', () => {
    const { text, ids } = reason({ dnsSupport: false, kmsEndpoint: false }, s3Host);
    expect(text).toBe(`${ids['vpc']} has no DNS support (enableDnsSupport is false): ${s3Host} has no address`);
  });
});

describe('KMS through an interface endpoint', () => {
  test('is reached by its public name', () => {
    const { network, from, ids } = world();
    expect(decidePath(network, from, kmsHost, 443)).toMatchObject({
      address: expect.stringMatching(/^10\.0\.2\./),
      path: { via: 'vpc-endpoint', endpointType: 'Interface', vpcEndpointId: ids['kms'], vpcSourceIp: '10.0.1.20' },
    });
  });

  test('no endpoint: no route', () => {
    const { text, ids } = reason({ kmsEndpoint: false }, kmsHost);
    expect(text).toBe(
      `no route from ${ids['subnet']} to kms.us-east-1: no NAT gateway, no interface endpoint com.amazonaws.us-east-1.kms`,
    );
  });

  test('without private DNS the public name leads outside, the name of the endpoint leads in', () => {
    const variation = { kmsDns: false };
    const { text, ids } = reason(variation, kmsHost);
    expect(text).toContain(`${ids['kms']} (com.amazonaws.us-east-1.kms) has private DNS switched off`);
    const { network, from } = world(variation);
    const name = network.vpcEndpoints.get(ids['kms'] ?? '')?.dnsNames[0] ?? '';
    expect(decidePath(network, from, name, 443).path).toMatchObject({ vpcEndpointId: ids['kms'] });
  });

  test('no egress rule to the security group of the endpoint', () => {
    const { text, accepted, ids } = reason({ kmsEgress: false }, kmsHost);
    expect(text).toBe(
      `security group ${ids['group']} has no egress rule to ${ids['endpointGroup']} (${ids['kms']}) tcp 443`,
    );
    expect(accepted).toBe(false);
  });

  test('no ingress rule at the endpoint', () => {
    const { text, ids } = reason({ kmsIngress: false }, kmsHost);
    expect(text).toBe(
      `security group ${ids['endpointGroup']} has no ingress rule from ${ids['group']} (10.0.1.20) tcp 443`,
    );
  });

  test('the network ACL counts between subnets, not inside one', () => {
    expect(reason({ egress: [] }, kmsHost).text).toContain('has no rule that allows outbound tcp 443 to 10.0.2.');
    const { network, from } = world({ egress: [], kmsSubnet: 'same' });
    expect(decidePath(network, from, kmsHost, 443).path.via).toBe('vpc-endpoint');
  });

  test('a name without region is not covered by private DNS', () => {
    expect(reason({}, 'kms.amazonaws.com').text).toContain('to kms.amazonaws.com: no NAT gateway');
  });
});

describe('everything else', () => {
  test('an internet host has no route', () => {
    const { text, ids } = reason({}, 'example.com');
    expect(text).toBe(`no route from ${ids['subnet']} to example.com: no NAT gateway`);
  });

  test('a route to an internet gateway does not help an interface without public address', () => {
    const { text, ids } = reason({ internetRoute: true }, 'example.com');
    expect(text).toContain(`leads to ${ids['igw']}, which carries only network interfaces with a public IP address`);
  });

  test('the most specific route wins: S3 goes through the endpoint although a default route exists', () => {
    const { network, from, ids } = world({ internetRoute: true });
    expect(decidePath(network, from, s3Host, 443).path).toMatchObject({ vpcEndpointId: ids['s3'] });
  });

  test('nothing answers at an unused address of the VPC', () => {
    const { text, ids } = reason({ s3Egress: false }, '10.0.9.9');
    expect(text).toBe(`security group ${ids['group']} has no egress rule to 10.0.9.9/32 tcp 443`);
  });

  test('an interface whose subnet is gone reaches nothing', () => {
    const { network, from } = world();
    expect(decidePath(network, { ...from, subnetId: 'subnet-gone' }, s3Host, 443).path).toEqual({
      via: 'nothing',
      reason: 'network interface eni-1 is in subnet-gone, which does not exist any more',
    });
  });
});
