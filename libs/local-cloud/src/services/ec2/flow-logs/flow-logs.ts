import { ec2Arn, logStreamArn } from '@palisade/policies';
import type { Host } from '../../../kernel/host.ts';
import type { NetworkInterface } from '../../../kernel/origin.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { roleSession } from '../../../kernel/role-session.ts';
import { iam } from '../../iam/index.ts';
import { logs } from '../../logs/index.ts';
import { formatRecord, type FlowRecord } from './flow-log-format.ts';
import type { FlowLog, Network } from '../network.ts';
import type { PathDecision } from '../path/decision.ts';

/** Linux gives the client's end of a connection a port of this range. */
const FIRST_PORT = 32768;
const PORTS = 28232;

/** Delivers what flow logs record about connections to their log groups, acting as the role each flow log was given. */
export class FlowLogs {
  readonly #host: Host;
  /** Whether a flow log may write a stream, until policies change. */
  readonly #allowed = new Map<string, boolean>();
  #connections = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Records one connection of a network interface. */
  record(network: Network, from: NetworkInterface, port: number, decision: PathDecision): void {
    const subnet = network.subnets.get(from.subnetId);
    const record: FlowRecord = {
      accountId: this.#host.accountId,
      interfaceId: from.id,
      vpcId: from.vpcId,
      subnetId: from.subnetId,
      region: subnet?.region ?? '',
      zoneId: subnet?.zone.id ?? '',
      source: from.privateIp,
      sourcePort: FIRST_PORT + (this.#connections++ % PORTS),
      destination: decision.address,
      destinationPort: port,
      at: Math.floor(this.#host.clock.now() / 1000),
      action: decision.accepted ? 'ACCEPT' : 'REJECT',
    };
    for (const log of network.flowLogs.values()) {
      if (log.resourceId !== from.vpcId && log.resourceId !== from.subnetId) continue;
      if (log.trafficType === 'ALL' || log.trafficType === record.action) this.#deliver(log, record);
    }
  }

  /** Roles may have changed. */
  recheck(): void {
    this.#allowed.clear();
  }

  #deliver(log: FlowLog, record: FlowRecord): void {
    const stream = `${record.interfaceId}-${log.trafficType.toLowerCase()}`;
    const key = `${log.id} ${stream}`;
    let allowed = this.#allowed.get(key);
    if (allowed === undefined) {
      allowed = this.#mayWrite(log, stream);
      this.#allowed.set(key, allowed);
    }
    if (!allowed) return;
    const event = { timestamp: this.#host.clock.now(), message: formatRecord(log.logFormat, record) };
    this.#host.state(logs).write(log.region, log.logGroupName, stream, [event]);
  }

  /** Without a role that trusts the service and may write, a flow log stays empty, as on AWS ("Access error"). */
  #mayWrite(log: FlowLog, stream: string): boolean {
    const role = this.#host.state(iam).role(log.roleArn);
    if (role === undefined) return false;
    const { partition, accountId, clock } = this.#host;
    const place = { partition, account: accountId, region: log.region };
    const service = {
      kind: 'service',
      name: 'vpc-flow-logs.amazonaws.com',
      sourceArn: ec2Arn({ ...place, type: 'vpc-flow-log', id: log.id }),
      sourceAccount: accountId,
    } as const;
    const principal = roleSession({ role, partition, accountId, sessionName: 'vpc-flow-logs', now: clock.now() });
    const resource = logStreamArn({ ...place, group: log.logGroupName, stream });
    const may = (who: Principal, action: string, what: string): boolean =>
      this.#host.authorise({ principal: who, region: log.region, permission: { action, resource: what } }).verdict ===
      'Allowed';
    return (
      may(service, 'sts:AssumeRole', role.arn) &&
      may(principal, 'logs:CreateLogStream', resource) &&
      may(principal, 'logs:PutLogEvents', resource)
    );
  }
}
