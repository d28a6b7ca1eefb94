import type { NetworkPath } from '../../../kernel/origin.ts';
import { formatIp } from '../cidr.ts';
import type { Destination } from './destination.ts';

/** A way to a destination, and what a flow log of the interface records of it. */
export interface PathDecision {
  readonly path: NetworkPath;
  /** Address the destination has inside this VPC. */
  readonly address: string;
  /** False if a security group or a network ACL rejected the packets; a missing route loses packets that were accepted. */
  readonly accepted: boolean;
}

/** Packets that go nowhere, and why. */
export function lost(destination: Destination, accepted: boolean, reason: string): PathDecision {
  return { path: { via: 'nothing', reason }, address: formatIp(destination.address), accepted };
}
