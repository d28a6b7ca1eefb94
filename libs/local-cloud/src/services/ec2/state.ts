import type { CompiledPolicy } from '@palisade/policies';
import type { Host } from '../../kernel/host.ts';
import type { Network as NetworkPaths, NetworkInterface, NetworkPath } from '../../kernel/origin.ts';
import { ApplyError, type CloudView, type ServiceState } from '../../kernel/service.ts';
import { compileEndpointPolicy } from './endpoint-policy.ts';
import { FlowLogs } from './flow-logs/flow-logs.ts';
import type { Network } from './network.ts';
import { decidePath } from './path/decide-path.ts';
import { functionInterfaceId } from './reading/interfaces.ts';
import { readNetwork } from './reading/read-network.ts';
import { danglingReferences, exists } from './checks/references.ts';

interface EndpointPolicy {
  readonly policy: CompiledPolicy;
  readonly type: 'Gateway' | 'Interface';
}

/** The network of all stacks. All of it comes from the graphs, so there is nothing to store. */
export class Ec2State implements ServiceState, NetworkPaths {
  readonly host: Host;
  readonly #flowLogs: FlowLogs;
  #network: Network = readNetwork(() => []);
  #policies: ReadonlyMap<string, EndpointPolicy> = new Map();

  constructor(host: Host) {
    this.host = host;
    this.#flowLogs = new FlowLogs(host);
  }

  get network(): Network {
    return this.#network;
  }

  interpret(view: CloudView): () => void {
    const network = readNetwork((token) => view.ofType(token));
    const problems = danglingReferences(view, network);
    if (problems.length > 0) throw new ApplyError(problems);
    const policies = new Map(
      [...network.vpcEndpoints.values()].map(({ id, policy, type }): [string, EndpointPolicy] => [
        id,
        { policy: compileEndpointPolicy(id, policy), type },
      ]),
    );
    return () => {
      this.#network = network;
      this.#policies = policies;
      this.#flowLogs.recheck();
    };
  }

  /** Whether and how a TCP connection from a function's network interface reaches a host. */
  pathTo(from: NetworkInterface, host: string, port: number): NetworkPath {
    return decidePath(this.#network, from, host, port).path;
  }

  /** The way a new connection takes; flow logs record it. */
  openConnection(from: NetworkInterface, host: string, port: number): NetworkPath {
    const decision = decidePath(this.#network, from, host, port);
    this.#flowLogs.record(this.#network, from, port, decision);
    return decision.path;
  }

  /** Policy of a VPC endpoint; undefined if there is no such endpoint. */
  endpointPolicy(vpcEndpointId: string): EndpointPolicy | undefined {
    return this.#policies.get(vpcEndpointId);
  }

  /** The network interfaces of a function with that VPC configuration, one for each subnet. */
  functionInterfaces(subnetIds: readonly string[], securityGroupIds: readonly string[]): readonly NetworkInterface[] {
    return subnetIds.flatMap(
      (subnetId) => this.#network.interfaces.get(functionInterfaceId(subnetId, securityGroupIds)) ?? [],
    );
  }

  has(kind: 'vpcId' | 'subnetId' | 'groupId', id: string): boolean {
    return exists(this.#network, kind, id);
  }
}
