import type { Host } from '../../kernel/host.ts';
import type { NetworkInterface } from '../../kernel/origin.ts';
import { roleSession } from '../../kernel/role-session.ts';
import { logStreamArn } from '@palisade/policies';
import { iam } from '../iam/index.ts';
import { logs } from '../logs/index.ts';
import { formatRecord, type FlowRecord } from './flow-log-format.ts';
import type { FlowLog, Network } from './network.ts';
import type { PathDecision } from './path/decision.ts';

/** Linux gives the client's end of a connection a port of this range. */
const FIRST_PORT = 32768;
const PORTS = 28232;

/** Delivers what flow logs record about connections to their log groups, acting as the role each flow log was given. */
export class FlowLogs {
  readonly #host: Host;
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

  #deliver(log: FlowLog, record: FlowRecord): void {
    const stream = `${record.interfaceId}-${log.trafficType.toLowerCase()}`;
    if (!this.#mayWrite(log, stream)) return;
    const event = { timestamp: this.#host.clock.now(), message: formatRecord(log.logFormat, record) };
    this.#host.state(logs).write(log.region, log.logGroupName, stream, [event]);
  }

  /** Without the permissions of its role a flow log stays empty, as on AWS ("Access error"). */
  #mayWrite(log: FlowLog, stream: string): boolean {
    const role = this.#host.state(iam).role(log.roleArn);
    if (role === undefined) return false;
    const { partition, accountId, clock } = this.#host;
    const principal = roleSession({ role, partition, accountId, sessionName: 'vpc-flow-logs', now: clock.now() });
    const resource = logStreamArn({
      partition,
      account: accountId,
      region: log.region,
      group: log.logGroupName,
      stream,
    });
    return ['logs:CreateLogStream', 'logs:PutLogEvents'].every(
      (action) =>
        this.#host.authorise({ principal, region: log.region, permission: { action, resource } }).verdict === 'Allowed',
    );
  }
}
