import { lookup } from 'node:dns';
import { BlockList, connect, isIP, type Socket } from 'node:net';
import type { CallOrigin, Network, NetworkPath, OriginRegistry } from '../kernel/origin.ts';
import { isAwsHost } from './host.ts';
import type { FunctionRoute } from './listener.ts';
import type { Preamble } from './preamble.ts';

/** Where the internet sees functions outside a VPC come from: a documentation address (RFC 5737), as Lambda's own vary. */
const LAMBDA_ADDRESS = '203.0.113.1';

export interface FunctionConnectionOptions {
  readonly origins: OriginRegistry;
  readonly network: () => Network | undefined;
  /** Whether a host name, in lower case, is a custom domain of this cloud: on the internet, it leads to the door. */
  readonly isCustomDomain: (host: string) => boolean;
  readonly log: (message: string) => void;
}

/** Decides where a function's connection goes: to the door, to the real internet, or nowhere. */
export function functionConnections(
  options: FunctionConnectionOptions,
): (preamble: Preamble, socket: Socket) => FunctionRoute {
  return (preamble, socket) => {
    const origin = options.origins.find(preamble.token);
    if (origin === undefined) return 'refused';
    const path = pathOf(origin, preamble, options.network());
    if (path.via === 'nothing') return swallow(socket, origin, path.reason);
    if (isAwsHost(preamble.host)) return { path };
    if (path.via !== 'internet')
      return swallow(socket, origin, `${preamble.host} is not served by ${path.vpcEndpointId}`);
    if (options.isCustomDomain(preamble.host.toLowerCase())) return { path };
    return pipeOut(socket, origin, preamble);
  };
}

function pathOf({ networkInterface }: CallOrigin, { host, port }: Preamble, network: Network | undefined): NetworkPath {
  if (networkInterface === undefined) return { via: 'internet', sourceIp: LAMBDA_ADDRESS };
  if (network === undefined) return { via: 'nothing', reason: 'this cloud has no EC2 networking' };
  return network.pathTo(networkInterface, host, port);
}

/** Packets go nowhere: the function waits until its own time limit, as on AWS; the reason stands in its log. */
function swallow(socket: Socket, origin: CallOrigin, reason: string): FunctionRoute {
  origin.log(reason);
  socket.setTimeout(0);
  socket.resume();
  return 'taken';
}

function pipeOut(socket: Socket, origin: CallOrigin, { host, port }: Preamble): FunctionRoute {
  socket.setTimeout(0);
  resolve(host, (address) => {
    if (address === undefined) return void socket.destroy();
    if (isPrivate(address))
      return void swallow(socket, origin, `${host} (${address}) is a private address: the internet has no route to it`);
    const outside = connect({ host: address, port, noDelay: true });
    const end = (): void => {
      outside.destroy();
      socket.destroy();
    };
    outside.on('error', end).on('close', end);
    socket.on('close', end);
    socket.pipe(outside);
    outside.pipe(socket);
  });
  return 'taken';
}

function resolve(host: string, found: (address: string | undefined) => void): void {
  if (isIP(host) !== 0) return found(host);
  lookup(host, (error, address) => found(error === null ? address : undefined));
}

const privateRanges = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv4');
}
privateRanges.addSubnet('fc00::', 7, 'ipv6');
privateRanges.addSubnet('fe80::', 10, 'ipv6');
privateRanges.addAddress('::1', 'ipv6');
privateRanges.addAddress('::', 'ipv6');

/** Addresses no route of the public internet leads to; above all this machine itself. */
export function isPrivate(address: string): boolean {
  return privateRanges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
