import net from 'node:net';
import tls from 'node:tls';
import type { DoorSettings } from '../messages.ts';
import { hostOf } from './names.ts';

/** Asks the cloud whether a host can be reached from here; `answer` is called once. */
export type AskWay = (host: string, port: number, answer: (open: boolean) => void) => void;

/** Linux gives up on a connection nobody answers after so long (tcp_syn_retries = 6). */
const CONNECT_TIMEOUT = 127_000;

/** An address where no name leads: connecting to it goes through `lookup`, which leads to the door. */
const PLACEHOLDER = 'door.invalid';

interface SocketOptions extends net.TcpNetConnectOpts {
  path?: string | null;
}

/**
 * Sends every TCP and TLS connection of function code to the door, which is told by a first line whose connection it is and where it
 * was meant to go. A connection without a way hangs, as packets without a route do. Must run before any other code opens sockets.
 */
export function routeSockets(door: DoorSettings, askWay: AskWay): void {
  const connect = net.Socket.prototype.connect as (
    this: net.Socket,
    options: object,
    listener?: () => void,
  ) => net.Socket;
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]): net.Socket {
    const { options, listener } = readConnectArguments(args);
    // An HTTPS agent passes `path: null` for "no Unix socket".
    if (typeof options.path === 'string')
      throw new Error(`The local cloud does not support Unix sockets inside functions (${options.path}).`);
    const { host, port } = destination(hostOf(options.host ?? 'localhost'), Number(options.port), door);
    const { localAddress: _, localPort: __, ...rest } = options;
    connect.call(
      this,
      {
        ...rest,
        host: PLACEHOLDER,
        port: door.port,
        family: 4,
        autoSelectFamily: false,
        lookup: lookupBy(askWay, host, port),
      },
      listener,
    );
    // Waits inside the socket until it is connected, so it is the first thing the door reads.
    this.write(`PALISADE/1 ${door.token} ${net.isIPv6(host) ? `[${host}]` : host}:${port}\n`, 'latin1');
    return this;
  };
  routeTls(door);
}

/**
 * Queue URLs name the door itself. Inside a function that is the endpoint of SQS in its region, so that its network decides whether it
 * gets there, as it does for AWS's own queue URLs.
 */
function destination(host: string, port: number, door: DoorSettings): { readonly host: string; readonly port: number } {
  return isDoor(host, port, door) ? { host: `sqs.${door.region}.amazonaws.com`, port: 443 } : { host, port };
}

function isDoor(host: string, port: number, door: DoorSettings): boolean {
  return host === '127.0.0.1' && port === door.port;
}

function lookupBy(askWay: AskWay, host: string, port: number): net.LookupFunction {
  return (_hostname, _options, found) => {
    const fail = (code: string, errno: number): void => {
      const error = Object.assign(new Error(`connect ${code} ${host}:${port}`), {
        code,
        errno,
        syscall: 'connect',
        address: host,
        port,
      });
      found(error, '', 4);
    };
    // The sandbox of a function has a loopback interface of its own, and nothing listens there.
    if (isLoopback(host)) return void process.nextTick(() => fail('ECONNREFUSED', -111));
    askWay(host, port, (open) => {
      if (open) found(null, '127.0.0.1', 4);
      else setTimeout(() => fail('ETIMEDOUT', -110), CONNECT_TIMEOUT);
    });
  };
}

/** TLS goes over a socket of its own, because the first line has to travel before the handshake. */
function routeTls(door: DoorSettings): void {
  const connect = tls.connect as (options: tls.ConnectionOptions, listener?: () => void) => tls.TLSSocket;
  const patched = (...args: unknown[]): tls.TLSSocket => {
    const { options, listener } = readConnectArguments<tls.ConnectionOptions>(args);
    const host = options.host ?? 'localhost';
    const presented = isAws(options.servername ?? host) || isDoor(host, Number(options.port), door);
    const trusting = presented ? trust(options, door.certificate) : options;
    if (options.socket !== undefined) return connect(trusting, listener);
    const raw = net.connect({ ...(options as net.TcpNetConnectOpts), host, port: Number(options.port) });
    const secured = connect({ ...trusting, host, socket: raw }, listener);
    raw.once('error', (error) => secured.destroy(error));
    return secured;
  };
  tls.connect = patched as typeof tls.connect;
}

/** The certificates of AWS host names, and the door's own, are the cloud's; for other hosts the usual authorities count. */
function trust(options: tls.ConnectionOptions, certificate: string): tls.ConnectionOptions {
  if (options.secureContext !== undefined) {
    options.secureContext.context.addCACert(certificate);
    return options;
  }
  return { ...options, ca: [...[options.ca ?? []].flat(), certificate] };
}

function isAws(host: string): boolean {
  return /\.(amazonaws\.com(\.cn)?|on\.aws|api\.aws)\.?$/i.test(host);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || /^127\./.test(host) || host === '::1' || host === '0.0.0.0' || host === '::';
}

/** The forms `connect` takes: options; port and host; path; each with a listener; or Node's own normalised list. */
function readConnectArguments<Options extends object = SocketOptions>(
  args: readonly unknown[],
): { options: Options; listener: (() => void) | undefined } {
  if (Array.isArray(args[0])) return readConnectArguments(args[0]);
  const listener = args.findLast((arg) => typeof arg === 'function') as (() => void) | undefined;
  const [first, second] = args;
  if (typeof first === 'object' && first !== null) return { options: first as Options, listener };
  const more = args.find((arg) => typeof arg === 'object' && arg !== null) ?? {};
  const port = typeof first === 'number' || /^\d+$/.test(String(first));
  const where = port
    ? { port: Number(first), ...(typeof second === 'string' && { host: second }) }
    : { path: String(first) };
  return { options: { ...where, ...more } as Options, listener };
}
