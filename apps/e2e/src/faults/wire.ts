import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import type { ClientCertificate } from '../payments-api.ts';
import type { PaymentsStack } from './payments-cloud.ts';

/** What a connection was told until it ended, or until nothing more came of it. */
export interface Said {
  /** Of each answer. */
  readonly statuses: readonly number[];
  readonly text: string;
  readonly ended: boolean;
}

const STATUS_LINE = /HTTP\/1\.1 (\d{3}) /g;
/** Longer than any answer takes, and shorter than a client that is kept waiting would think fit. */
const QUIET = 15_000;

/** Raw connections to the payments API's port, for what no HTTP client sends. */
export class Wire {
  readonly host: string;
  readonly port: number;
  readonly #tls: ConnectionOptions;

  constructor({ caFile, endpoint, outputs }: PaymentsStack, { cert, key }: ClientCertificate) {
    if (endpoint === null || caFile === null) throw new Error('These are checks of the local cloud.');
    this.host = new URL(outputs.api_gateway_url).hostname;
    this.port = Number(new URL(endpoint).port);
    this.#tls = { host: '127.0.0.1', port: this.port, ca: readFileSync(caFile), cert, key };
  }

  /** Without TLS. */
  async plain(): Promise<Socket> {
    const socket = connect(this.port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  }

  /** With a handshake for the API's name, unless another is given. Rejects when it is refused. */
  async secure(options: ConnectionOptions = {}): Promise<TLSSocket> {
    const checkServerIdentity = (): undefined => undefined;
    const socket = connectTls({ ...this.#tls, servername: this.host, checkServerIdentity, ...options });
    await once(socket, 'secureConnect');
    return socket;
  }

  /** Sends a request over a connection of its own and hears the server out. */
  async ask(head: readonly string[], body: string | Buffer = '', options: ConnectionOptions = {}): Promise<Said> {
    const socket = await this.secure(options);
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    if (body.length > 0) socket.write(body);
    return hear(socket);
  }
}

/** Everything a connection says until the server closes it. It is closed from here if the server leaves it open without a word. */
export async function hear(socket: Socket): Promise<Said> {
  let text = '';
  let ended = true;
  socket.on('data', (data: Buffer) => (text += data.toString('latin1'))).on('error', () => undefined);
  socket.setTimeout(QUIET, () => {
    ended = false;
    socket.destroy();
  });
  if (!socket.destroyed) await once(socket, 'close');
  return { statuses: [...text.matchAll(STATUS_LINE)].map(([, status]) => Number(status)), text, ended };
}
