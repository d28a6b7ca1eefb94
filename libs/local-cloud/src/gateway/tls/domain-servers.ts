import { constants } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { CustomDomain } from '../../kernel/edge.ts';
import { watchTimeouts } from '../watch-timeouts.ts';
import { Authorities, examineChain, type ExaminedChain } from './client-chain.ts';
import { refusalOf } from './refusal.ts';
import type { KeyedCertificate } from './ca.ts';

export interface DomainServersOptions {
  readonly http: ServerOptions;
  readonly onRequest: RequestListener;
  /** Told of what is no HTTP request. */
  readonly onBadRequest: (error: Error, socket: Duplex) => void;
  /** Told of every finished handshake, before any request; `client` is set for mutual TLS. */
  readonly onHandshake: (socket: TLSSocket, domain: CustomDomain, client: ExaminedChain | undefined) => void;
  /** The certificate of a custom domain. */
  readonly certificateFor: (name: string) => Promise<KeyedCertificate>;
  readonly now: () => number;
  readonly log: (message: string) => void;
}

/**
 * TLS servers of custom domains, one for each version of a domain: what it trusts is fixed when it is made. No session is resumed
 * with a domain that asks for certificates: each handshake looks at the certificate anew.
 */
export class DomainServers {
  readonly #options: DomainServersOptions;
  readonly #servers = new Map<string, { readonly domain: CustomDomain; readonly server: Promise<Server> }>();

  constructor(options: DomainServersOptions) {
    this.#options = options;
  }

  /** Takes over a connection, with nothing read from it. */
  accept(socket: Socket, domain: CustomDomain): void {
    if (domain.mutualTls !== undefined && domain.mutualTls.authorities === undefined) {
      this.#options.log(`${domain.name}: a connection was closed: the domain has no truststore that could be read`);
      return void socket.destroy();
    }
    this.#server(domain).then(
      (server) => {
        if (!socket.destroyed) server.emit('connection', socket);
      },
      (error: Error) => {
        this.#options.log(`${domain.name}: no certificate could be made for it: ${error.message}`);
        socket.destroy();
      },
    );
  }

  /** Drops the servers of domains that are no longer like that. Connections they have are not theirs to close. */
  keepOnly(isCurrent: (domain: CustomDomain) => boolean): void {
    for (const [key, { domain, server }] of this.#servers) {
      if (isCurrent(domain)) continue;
      this.#servers.delete(key);
      void server.then((made) => made.close()).catch(() => undefined);
    }
  }

  close(): void {
    this.keepOnly(() => false);
  }

  #server(domain: CustomDomain): Promise<Server> {
    const key = `${domain.name} ${domain.version}`;
    const known = this.#servers.get(key);
    if (known !== undefined) return known.server;
    const server = this.#options.certificateFor(domain.name).then((certificate) => this.#make(domain, certificate));
    this.#servers.set(key, { domain, server });
    server.catch(() => this.#servers.delete(key));
    return server;
  }

  #make(domain: CustomDomain, { certificate, key }: KeyedCertificate): Server {
    const { http, log, now, onBadRequest, onHandshake, onRequest } = this.#options;
    const server = createServer(
      {
        ...http,
        cert: certificate,
        key,
        minVersion: 'TLSv1.2',
        ALPNProtocols: ['http/1.1'],
        ...(domain.mutualTls && {
          requestCert: true,
          rejectUnauthorized: true,
          ca: domain.mutualTls.authorities,
          // Neither tickets nor, as nothing keeps them, sessions.
          secureOptions: constants.SSL_OP_NO_TICKET,
        }),
      },
      onRequest,
    );
    server.on('checkContinue', onRequest);
    server.on('clientError', onBadRequest);
    watchTimeouts(server);
    const authorities = domain.mutualTls && new Authorities(domain.mutualTls.authorities ?? '');
    // Before the listener that reads requests from it.
    server.prependListener('secureConnection', (socket) => {
      if (authorities === undefined) return onHandshake(socket, domain, undefined);
      const client = examineChain(socket, authorities, now());
      if (typeof client !== 'string') return onHandshake(socket, domain, client);
      log(`${domain.name}: a handshake was refused: ${client}`);
      socket.destroy();
    });
    server.on('tlsClientError', (error, socket) => {
      const reason = refusalOf(error, socket);
      if (reason !== undefined) log(`${domain.name}: a handshake was refused: ${reason}`);
      socket.destroy();
    });
    return server;
  }
}
