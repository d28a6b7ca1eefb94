import type { RequestListener, Server as HttpServer, ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { Connection, CustomDomain } from '../kernel/edge.ts';
import type { NetworkPath } from '../kernel/origin.ts';
import { refuseBadRequest } from './bad-request.ts';
import { readClientHello } from './client-hello.ts';
import { isAwsHost } from './host.ts';
import { readPreamble, type Preamble } from './preamble.ts';
import type { KeyedCertificate } from './tls/ca.ts';
import type { ExaminedChain } from './tls/client-chain.ts';
import { DomainServers } from './tls/domain-servers.ts';
import { watchTimeouts } from './watch-timeouts.ts';

// A named import of node:http also loads its WebSocket client, which takes 20 ms of every start.
const { createServer: createHttpServer } = process.getBuiltinModule('node:http');

const TLS_HANDSHAKE = 0x16;
const LOOPBACK = '127.0.0.1';
/** AWS's front ends are of that order too. */
const PATIENCE = 60_000;

export interface ListenerOptions {
  readonly port: number;
  readonly certificate: KeyedCertificate;
  /** TLS context for an AWS host name. */
  readonly contextFor: (serverName: string) => Promise<SecureContext>;
  /** The certificate of a custom domain. */
  readonly certificateFor: (name: string) => Promise<KeyedCertificate>;
  /** The custom domain that now answers for a host name in lower case. */
  readonly customDomain: (host: string) => CustomDomain | undefined;
  readonly onRequest: RequestListener;
  /** How function code's connection goes on, or undefined to close it. */
  readonly onFunctionConnection: (preamble: Preamble, socket: Socket) => FunctionRoute;
  readonly now: () => number;
  /** One line for the operator. */
  readonly log: (message: string) => void;
  /** Milliseconds a client may take to say what it wants: for its ClientHello, its handshake, the head of a request. A minute unless said. */
  readonly patience?: number;
}

/** What becomes of a function's connection: it ends at the door by that path, or somebody else has taken it over. */
export type FunctionRoute = { readonly path: NetworkPath } | 'taken' | 'refused';

/** Thrown when the port cannot be had; the message says what to do. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

/** One loopback port that speaks TLS and plain HTTP, told apart by the first byte, and knows function code by its preamble. */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #plain: HttpServer;
  readonly #secure: HttpsServer;
  readonly #domains: DomainServers;
  readonly #server: Server;
  readonly #patience: number;
  /** Open sockets by the client's end, which is the same for the connection and for what TLS makes of it. */
  readonly #sockets = new Map<string, Socket>();
  /** Answers in progress, in the order of their requests: a client may send the next before it has the answer to the last. */
  readonly #busy = new Map<string, Set<ServerResponse>>();
  /** What is to be said at the end of a connection once its requests in progress are answered. */
  readonly #refusals = new Map<string, () => void>();
  #closing = false;
  /** Where a function's connection goes and how, by the client's end. */
  readonly #origins = new Map<string, { readonly path: NetworkPath; readonly destination: string }>();
  readonly #connections = new WeakMap<Socket, Connection>();
  /** What handshakes for custom domains rest on, by the client's end. */
  readonly #handshakes = new Map<string, { readonly domain: CustomDomain; readonly expiresAt: number }>();

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#patience = options.patience ?? PATIENCE;
    const http = {
      keepAliveTimeout: 65_000,
      maxHeaderSize: 32_768,
      noDelay: true,
      requireHostHeader: false,
      headersTimeout: this.#patience,
      connectionsCheckingInterval: Math.ceil(this.#patience / 4),
    };
    const onRequest: RequestListener = (request, response) => {
      const end = endOf(request.socket);
      if (!this.#isCurrent(end)) return void request.socket.destroy();
      this.#track(end, response);
      options.onRequest(request, response);
    };
    this.#plain = createHttpServer(http, onRequest);
    this.#secure = createHttpsServer(
      {
        ...http,
        handshakeTimeout: this.#patience,
        cert: options.certificate.certificate,
        key: options.certificate.key,
        minVersion: 'TLSv1.2',
        ALPNProtocols: ['http/1.1'],
        SNICallback: (name, done) => this.#selectContext(name, done),
      },
      onRequest,
    );
    // Without listeners of its own Node would ask for every body at once; the door asks once it wants one.
    this.#plain.on('checkContinue', onRequest);
    this.#secure.on('checkContinue', onRequest);
    // While the socket is surely open: what it says is gone with it.
    this.#secure.on('secureConnection', (socket) => this.connection(socket));
    for (const server of [this.#plain, this.#secure]) {
      server.on('clientError', (error, socket) => this.#refuse(error, socket));
      watchTimeouts(server);
    }
    this.#domains = new DomainServers({
      http: { ...http, handshakeTimeout: this.#patience },
      onRequest,
      onBadRequest: (error, socket) => this.#refuse(error, socket),
      onHandshake: (socket, domain, client) => this.#admit(socket, domain, client),
      certificateFor: options.certificateFor,
      now: options.now,
      log: options.log,
    });
    this.#server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
  }

  /** Resolves with the port. Rejects with PortError when it is taken. */
  listen(): Promise<number> {
    const { port } = this.#options;
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port)));
      this.#server.listen({ port, host: LOOPBACK }, () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  /** Stops accepting, cuts idle connections, and lets requests in progress finish for a moment. */
  async close(grace = 2_000): Promise<void> {
    this.#closing = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const [end, socket] of this.#sockets) if (!this.#busy.has(end)) socket.destroy();
    const timer = setTimeout(() => {
      for (const socket of this.#sockets.values()) socket.destroy();
    }, grace);
    await closed;
    clearTimeout(timer);
    this.#plain.close();
    this.#secure.close();
    this.#domains.close();
  }

  /**
   * Closes connections to custom domains that trust others now than when the handshake was made: idle ones at once, the others
   * after the request in progress.
   */
  refresh(): void {
    this.#domains.keepOnly(({ name, version }) => this.#options.customDomain(name)?.version === version);
    for (const end of this.#handshakes.keys()) {
      if (!this.#busy.has(end) && !this.#isCurrent(end)) this.#sockets.get(end)?.destroy();
    }
  }

  /** What the socket of a request says about its connection. */
  connection(socket: Socket): Connection {
    let connection = this.#connections.get(socket);
    if (connection === undefined) {
      connection = this.#describe(socket);
      this.#connections.set(socket, connection);
    }
    return connection;
  }

  #track(end: string, response: ServerResponse): void {
    const answers = this.#busy.get(end) ?? new Set();
    this.#busy.set(end, answers.add(response));
    response.once('close', () => {
      answers.delete(response);
      this.#refusals.get(end)?.();
      if (answers.size > 0) return;
      this.#busy.delete(end);
      if (this.#closing || !this.#isCurrent(end)) this.#sockets.get(end)?.destroy();
    });
  }

  /** Answers are in the order of requests: what is none waits for those before it, but not for one whose body it was to be. */
  #refuse(error: Error, socket: Duplex): void {
    const end = endOf(socket as Socket);
    const refuse = (): void => {
      const answers = [...(this.#busy.get(end) ?? [])];
      if (answers.some(({ req }) => req.complete)) return;
      if (answers.some(({ headersSent }) => headersSent)) socket.destroy();
      else refuseBadRequest(error, socket);
    };
    if (!this.#refusals.has(end)) this.#refusals.set(end, refuse);
    refuse();
  }

  #accept(socket: Socket): void {
    const end = endOf(socket);
    this.#sockets.set(end, socket);
    socket.once('close', () => {
      this.#sockets.delete(end);
      this.#origins.delete(end);
      this.#handshakes.delete(end);
      this.#refusals.delete(end);
    });
    socket.on('error', () => socket.destroy());
    this.#sniff(socket, true);
  }

  /** Waits for enough bytes to know what a connection speaks, puts them back and hands it on. */
  #sniff(socket: Socket, mayBeFunction: boolean): void {
    let bytes: Buffer = Buffer.alloc(0);
    let needed = 0;
    // From the beginning, not since the last byte: who sends one now and then would be waited for without end.
    const timer = setTimeout(() => socket.destroy(), this.#patience);
    const stop = (): void => clearTimeout(timer);
    socket.once('close', stop);
    const onReadable = (): void => {
      const more = socket.read() as Buffer | null;
      if (more === null) return;
      bytes = bytes.length === 0 ? more : Buffer.concat([bytes, more]);
      if (bytes.length < needed) return;
      const reading = mayBeFunction ? readPreamble(bytes) : { kind: 'none' as const };
      if (reading.kind === 'incomplete') return;
      const hello = bytes[0] === TLS_HANDSHAKE ? readClientHello(bytes) : undefined;
      if (hello?.kind === 'incomplete') return void (needed = hello.needed);
      socket.off('readable', onReadable);
      socket.off('close', stop);
      stop();
      if (reading.kind === 'malformed') return void socket.destroy();
      if (reading.kind === 'preamble') {
        if (bytes.length > reading.length) socket.unshift(bytes.subarray(reading.length));
        return this.#acceptFunction(socket, reading.preamble);
      }
      socket.unshift(bytes);
      if (hello !== undefined) return this.#acceptSecure(socket, hello.kind === 'hello' ? hello.serverName : undefined);
      this.connection(socket);
      this.#plain.emit('connection', socket);
    };
    socket.on('readable', onReadable);
  }

  #acceptFunction(socket: Socket, preamble: Preamble): void {
    const route = this.#options.onFunctionConnection(preamble, socket);
    if (route === 'refused') return void socket.destroy();
    if (route === 'taken') return;
    this.#origins.set(endOf(socket), { path: route.path, destination: preamble.host });
    this.#sniff(socket, false);
  }

  #acceptSecure(socket: Socket, serverName: string | undefined): void {
    const domain = serverName === undefined ? undefined : this.#options.customDomain(serverName);
    if (domain === undefined) this.#secure.emit('connection', socket);
    else this.#domains.accept(socket, domain);
  }

  #admit(socket: TLSSocket, domain: CustomDomain, client: ExaminedChain | undefined): void {
    const { certificate, expiresAt = Infinity } = client ?? {};
    this.#handshakes.set(endOf(socket), { domain, expiresAt });
    this.#connections.set(socket, {
      ...this.#describe(socket),
      customDomain: domain,
      ...(certificate && { clientCertificate: certificate }),
    });
  }

  /** Whether a handshake made now would rest on the same; true for what is no custom domain's. */
  #isCurrent(end: string): boolean {
    const handshake = this.#handshakes.get(end);
    if (handshake === undefined) return true;
    const { domain, expiresAt } = handshake;
    return this.#options.customDomain(domain.name)?.version === domain.version && this.#options.now() <= expiresAt;
  }

  #describe(socket: Socket): Connection {
    const origin = this.#origins.get(endOf(socket));
    const path = origin?.path;
    const sourceIp =
      path?.via === 'internet'
        ? path.sourceIp
        : path?.via === 'vpc-endpoint'
          ? path.vpcSourceIp
          : (socket.remoteAddress ?? LOOPBACK);
    const common = { sourceIp, ...origin };
    if (!isTls(socket)) return { ...common, scheme: 'http' };
    return {
      ...common,
      scheme: 'https',
      tlsVersion: socket.getProtocol() ?? 'TLSv1.3',
      cipher: socket.getCipher().standardName,
    };
  }

  #selectContext(name: string, done: (error: Error | null, context?: SecureContext) => void): void {
    // Clients refuse a wildcard right below a top-level domain, so a bucket's own name needs its own certificate too.
    if (!isAwsHost(name) && !name.endsWith('.localhost')) return done(null);
    this.#options.contextFor(name).then(
      (context) => done(null, context),
      (error: Error) => done(error),
    );
  }
}

/** The client's end of a connection: two clients may have the same port, at different addresses. */
function endOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

function isTls(socket: Socket): socket is TLSSocket {
  return 'getProtocol' in socket;
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new PortError(
      `Port ${port} of ${LOOPBACK} is taken by another program. Stop it, or set PALISADE_PORT to a free port.`,
    );
  }
  if (error.code === 'EACCES') {
    return new PortError(`Port ${port} may not be opened by this user. Set PALISADE_PORT to a port above 1023.`);
  }
  return error;
}
