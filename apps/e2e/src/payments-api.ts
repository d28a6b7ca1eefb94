import { readFileSync } from 'node:fs';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { PaymentsOutputs, Stack } from './stack.ts';

/** A client certificate and its key, PEM. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface PaymentCall {
  readonly method?: string;
  /** Below the API's URL, with the query. */
  readonly path: string;
  /** Names with `undefined` are left out, also those that are sent otherwise. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Sent as it is when it is text or bytes, and as JSON otherwise. */
  readonly body?: unknown;
  /** Another client's certificate; `none` shows none. */
  readonly as?: ClientCertificate | 'none';
  /** The name in the Host header, where it is not the API's. */
  readonly host?: string;
  /** A loopback address to call from: rates are counted by address. */
  readonly from?: string;
}

export interface PaymentAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The payments API as its clients call it: HTTPS by the API's own name, and a client certificate; nothing else. */
export class PaymentsApi {
  readonly #stack: Stack<PaymentsOutputs>;
  readonly #client: ClientCertificate;

  constructor(stack: Stack<PaymentsOutputs>, client: ClientCertificate) {
    this.#stack = stack;
    this.#client = client;
  }

  /** Rejects with the socket's error when the handshake is refused. Every call is a connection of its own. */
  async call({ as = this.#client, body, from, headers = {}, host, method, path }: PaymentCall): Promise<PaymentAnswer> {
    const url = new URL(this.#stack.outputs.api_gateway_url);
    const bytes = bytesOf(body);
    const all = {
      host: host ?? url.host,
      'user-agent': 'palisade-e2e/1.0',
      ...(bytes !== undefined && { 'content-type': 'application/json', 'content-length': String(bytes.length) }),
      ...headers,
    };
    return send(
      {
        ...this.#at(url),
        path,
        method: method ?? (bytes === undefined ? 'GET' : 'POST'),
        headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
        agent: false,
        ...(as !== 'none' && as),
        ...(from !== undefined && { localAddress: from }),
      },
      bytes,
    );
  }

  /** Where the API's name leads: to AWS by DNS, or to the local cloud, which answers by that name. */
  #at({ hostname }: URL): RequestOptions {
    const { caFile, endpoint } = this.#stack;
    if (endpoint === null) return { host: hostname, servername: hostname };
    const { hostname: host, port } = new URL(endpoint);
    return { host, port, servername: hostname, ...(caFile !== null && { ca: readFileSync(caFile) }) };
  }
}

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined || Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

async function send(options: RequestOptions, body: Buffer | undefined): Promise<PaymentAnswer> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = httpsRequest(options);
    sent.once('response', resolve).on('error', reject).end(body);
  });
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    text: (await buffer(answer)).toString(),
  };
}
