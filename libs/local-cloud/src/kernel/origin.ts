import type { CompiledPolicy } from '@palisade/policies';

/**
 * Where a connection comes from when it is not the user's own shell: function code. The Lambda runtime registers an origin and
 * gets a token; a function's sockets begin with `PALISADE/1 <token> <host>:<port>\n`, before any TLS byte, so the door knows
 * whose connection it is and where it was meant to go.
 */
export interface CallOrigin {
  readonly functionArn: string;
  readonly region: string;
  /** Present when the function is in a VPC. */
  readonly networkInterface?: NetworkInterface;
  /** Writes one line into the function's log, e.g. why a destination cannot be reached. */
  log(line: string): void;
}

export interface NetworkInterface {
  /** `eni-…` */
  readonly id: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly securityGroupIds: readonly string[];
  readonly privateIp: string;
}

export interface OriginRegistry {
  register(origin: CallOrigin): string;
  release(token: string): void;
  find(token: string): CallOrigin | undefined;
}

/** How a destination is reached from a network interface, as route tables, security groups, ACLs and endpoints decide. */
export type NetworkPath =
  | { readonly via: 'internet'; readonly sourceIp: string }
  | {
      readonly via: 'vpc-endpoint';
      readonly endpointType: 'Gateway' | 'Interface';
      readonly vpcEndpointId: string;
      readonly vpcId: string;
      readonly vpcSourceIp: string;
    }
  /** Packets go nowhere: the connection times out. `reason` says what is missing. */
  | { readonly via: 'nothing'; readonly reason: string };

/** What the door asks the network model (ec2's state). */
export interface Network {
  pathTo(networkInterface: NetworkInterface, host: string, port: number): NetworkPath;
  /** `policy` is undefined where the endpoint has none, which allows everything; the whole is undefined if there is no such endpoint. */
  endpointPolicy(
    vpcEndpointId: string,
  ): { readonly policy: CompiledPolicy | undefined; readonly type: 'Gateway' | 'Interface' } | undefined;
}
