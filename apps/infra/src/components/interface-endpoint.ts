import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Names } from '../names.ts';

export interface InterfaceEndpointArgs {
  /** As in the service's name: `sns`, `execute-api`. */
  readonly service: string;
  readonly names: Names;
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** One in each zone: the endpoint has an address in each. */
  readonly subnetIds: pulumi.Input<string>[];
  /** JSON policy document: what may pass. */
  readonly policy: pulumi.Input<string>;
  /** Whether the service's own host name leads to the endpoint for everybody in the VPC. */
  readonly privateDns: boolean;
}

/** A way from the private subnets to one service, over AWS's own network, and the security group of those who may take it. */
export class InterfaceEndpoint extends pulumi.ComponentResource {
  readonly endpointId: pulumi.Output<string>;
  /** Whoever is in this group reaches the endpoint on 443 and nothing else; nobody reaches them. */
  readonly clientSecurityGroupId: pulumi.Output<string>;

  readonly #name: string;
  readonly #args: InterfaceEndpointArgs;

  constructor(name: string, args: InterfaceEndpointArgs, opts: pulumi.ComponentResourceOptions) {
    super('palisade:network:InterfaceEndpoint', name, {}, opts);
    this.#name = name;
    this.#args = args;
    const { service } = args;
    const clients = this.#createGroup('clients', `Reaches the ${service} endpoint and nothing else`);
    const gate = this.#createGroup(
      'endpoint',
      `The ${service} endpoint: takes HTTPS from its clients and calls nobody`,
    );
    const rules = this.#allowHttps(clients, gate);
    const endpoint = this.#createEndpoint(gate);

    this.endpointId = endpoint.id;
    // Who joins the group waits for the rules and the endpoint, or the first calls would find no way.
    const ready = pulumi.all([endpoint.id, ...rules.map(({ id }) => id)]);
    this.clientSecurityGroupId = pulumi.all([clients.id, ready]).apply(([id]) => id);
    this.registerOutputs({ endpointId: this.endpointId, clientSecurityGroupId: this.clientSecurityGroupId });
  }

  #createGroup(kind: 'clients' | 'endpoint', description: string): aws.ec2.SecurityGroup {
    const { names, service, vpcId } = this.#args;
    const name = names(kind === 'clients' ? `${service}-client-sg` : `${service}-endpoint-sg`);
    return new aws.ec2.SecurityGroup(
      `${this.#name}-${kind}`,
      { name, description, vpcId, tags: { Name: name } },
      { parent: this },
    );
  }

  #allowHttps(clients: aws.ec2.SecurityGroup, gate: aws.ec2.SecurityGroup): readonly pulumi.CustomResource[] {
    const { names, service } = this.#args;
    const https = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 };
    return [
      new aws.vpc.SecurityGroupEgressRule(
        `${this.#name}-clients-to-endpoint`,
        {
          ...https,
          securityGroupId: clients.id,
          referencedSecurityGroupId: gate.id,
          description: `HTTPS to the ${service} endpoint`,
          tags: { Name: names(`${service}-client-egress`) },
        },
        { parent: this },
      ),
      new aws.vpc.SecurityGroupIngressRule(
        `${this.#name}-endpoint-from-clients`,
        {
          ...https,
          securityGroupId: gate.id,
          referencedSecurityGroupId: clients.id,
          description: `HTTPS from clients of the ${service} endpoint`,
          tags: { Name: names(`${service}-endpoint-ingress`) },
        },
        { parent: this },
      ),
    ];
  }

  #createEndpoint(gate: aws.ec2.SecurityGroup): aws.ec2.VpcEndpoint {
    const { names, policy, privateDns, region, service, subnetIds, vpcId } = this.#args;
    return new aws.ec2.VpcEndpoint(
      `${this.#name}-endpoint`,
      {
        vpcId,
        subnetIds,
        securityGroupIds: [gate.id],
        policy,
        privateDnsEnabled: privateDns,
        vpcEndpointType: 'Interface',
        serviceName: `com.amazonaws.${region}.${service}`,
        tags: { Name: names(`${service}-endpoint`) },
      },
      { parent: this },
    );
  }
}
