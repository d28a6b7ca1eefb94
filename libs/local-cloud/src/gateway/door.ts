import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Activity } from '../kernel/activity.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Connection, EdgeState } from '../kernel/edge.ts';
import { AwsError } from '../kernel/errors.ts';
import { requestId } from '../kernel/request-id.ts';
import { authError } from './auth-errors.ts';
import type { Authenticator } from './authenticate.ts';
import type { Authoriser } from './authorise.ts';
import { awaitsContinue, BodyError, readBody, SERVICE_LIMIT } from './body.ts';
import type { Control } from './control.ts';
import { Outbox } from './outbox.ts';
import { bodyOf } from './protocols/json.ts';
import type { WireReply } from './protocols/protocol.ts';
import { requestTarget } from './request-target.ts';
import { serveService } from './service-request.ts';
import { readClaim, type Claim, type SignableRequest } from './sigv4/claim.ts';
import { SignatureProblem } from './sigv4/problem.ts';
import type { RequestHead, Target, Targets } from './target.ts';
import { parseQuery } from './uri.ts';

export interface DoorOptions {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly accountId: string;
  readonly targets: Targets;
  readonly authenticator: Authenticator;
  readonly authoriser: Authoriser;
  readonly control: Control;
  /** The API Gateway data plane; undefined in a cloud without it. */
  readonly edge: () => EdgeState | undefined;
  readonly connectionOf: (request: IncomingMessage) => Connection;
  readonly log: (message: string) => void;
}

/** A request after its head was read: what it is, who claims to have signed it, where it goes. */
export interface Arrival extends RequestHead, SignableRequest {
  readonly claim: Claim | undefined;
  /** What was wrong with the claim, if it could not even be read. */
  readonly problem: SignatureProblem | undefined;
  readonly connection: Connection;
  /** Calls back if the connection is closed before the answer is sent. */
  readonly onGone: (callback: () => void) => void;
}

const MIB = 1024 * 1024;
/** API Gateway itself refuses more than 10 MB, with its own reply and access log line. */
const EDGE_LIMIT = 32 * MIB;

/** The one door: every AWS API call, every API request and every control call passes here. */
export class Door {
  readonly #options: DoorOptions;
  readonly #outbox = new Outbox();

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  /** The listener's request handler. */
  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    this.#serve(request, response).then(
      (reply) => this.#outbox.add(() => this.#send(request, response, reply)),
      (error: unknown) => {
        if (error instanceof BodyError && error.kind === 'aborted') return void response.destroy();
        this.#options.log(
          `${request.method} ${request.url?.split('?')[0]}: ${error instanceof Error ? error.stack : String(error)}`,
        );
        this.#send(request, response, internalError());
      },
    );
  };

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<WireReply> {
    const url = requestTarget(request.url ?? '/', request.rawHeaders);
    if (url === undefined) return json(400, { message: 'Bad Request' }, { connection: 'close' });
    const arrival = this.#arrive(request, response, url);
    let target: Target;
    try {
      target = this.#options.targets.find(arrival, arrival.claim);
    } catch (error) {
      if (error instanceof AwsError) return unroutable(error);
      throw error;
    }
    const read = (limit: number): Promise<Buffer> | Buffer => readBody(request, response, limit);
    if (target.kind === 'control') return this.#options.control.serve(arrival, target.path, read);
    if (target.kind === 'edge') return this.#serveEdge(read, arrival, target);
    const limit = target.entry.service.bodyLimit ?? SERVICE_LIMIT;
    let body: Buffer | AwsError;
    try {
      body = await read(limit);
    } catch (error) {
      if (!(error instanceof BodyError) || error.kind === 'aborted') throw error;
      body = tooLarge(target.entry.service.name, limit);
    }
    return serveService(arrival, target, body, this.#options);
  }

  #arrive(request: IncomingMessage, response: ServerResponse, url: string): Arrival {
    const mark = url.indexOf('?');
    const rawQuery = mark === -1 ? '' : url.slice(mark + 1);
    const signable = {
      method: request.method ?? 'GET',
      rawPath: mark === -1 ? url : url.slice(0, mark),
      rawQuery,
      headers: request.headers as Readonly<Record<string, string | undefined>>,
      rawHeaders: request.rawHeaders,
    };
    let claim: Claim | undefined;
    let problem: SignatureProblem | undefined;
    try {
      claim = readClaim(signable);
    } catch (error) {
      if (!(error instanceof SignatureProblem)) throw error;
      problem = error;
    }
    const connection = this.#options.connectionOf(request);
    return {
      ...signable,
      query: parseQuery(rawQuery),
      host: request.headers.host ?? '',
      claim,
      problem,
      connection,
      destination: connection.destination,
      onGone(callback) {
        response.once('close', () => {
          if (!response.writableFinished) callback();
        });
      },
    };
  }

  async #serveEdge(
    read: (limit: number) => Promise<Buffer> | Buffer,
    arrival: Arrival,
    target: Extract<Target, { kind: 'edge' }>,
  ): Promise<WireReply> {
    const edge = this.#options.edge();
    if (edge === undefined) return unroutable(new AwsError('NotFoundException', 'This cloud has no API Gateway.', 404));
    let body: Buffer;
    try {
      body = await read(EDGE_LIMIT);
    } catch (error) {
      if (!(error instanceof BodyError) || error.kind === 'aborted') throw error;
      return json(413, { message: 'Request Too Long' });
    }
    const { authenticator } = this.#options;
    const { claim, connection, headers, host, method, problem, query, rawHeaders, rawPath, rawQuery } = arrival;
    const reply = await edge.serve({
      wire: {
        method,
        rawPath,
        rawQuery,
        query,
        headers,
        rawHeaders,
        body,
        params: {},
        scheme: connection.scheme,
        host,
        input: {},
      },
      apiId: target.apiId,
      stage: target.stage,
      path: target.path,
      ...(target.domainName !== undefined && { domainName: target.domainName }),
      connection,
      requestId: requestId(),
      authenticate(region) {
        try {
          if (problem !== undefined) throw problem;
          if (claim === undefined) throw new SignatureProblem('missing');
          if (claim.region !== region) {
            throw new SignatureProblem(
              'wrong-scope',
              `Credential should be scoped to a valid Region, not '${claim.region}'. `,
            );
          }
          return authenticator.authenticate(arrival, claim, body, { name: 'execute-api' }).principal;
        } catch (error) {
          throw error instanceof SignatureProblem ? authError(error, 'edge') : error;
        }
      },
    });
    return { status: reply.status ?? 200, headers: reply.headers ?? {}, body: bodyOf(reply) };
  }

  #send(request: IncomingMessage, response: ServerResponse, reply: WireReply): void {
    if (response.destroyed) return;
    try {
      this.#write(request, response, reply);
    } catch (error) {
      // Headers and status may come from a function; what HTTP cannot carry must not end the cloud.
      this.#options.log(`a reply could not be sent: ${(error as Error).message}`);
      if (response.headersSent) response.destroy();
      else this.#write(request, response, internalError());
    }
  }

  #write(request: IncomingMessage, response: ServerResponse, reply: WireReply): void {
    const headers: Record<string, string | string[] | number> = { date: httpDate(this.#options.clock.now()) };
    for (const name in reply.headers) headers[name] = reply.headers[name] as string | string[];
    const { body, status } = reply;
    if (headers['content-length'] === undefined && status !== 204 && status !== 304) {
      headers['content-length'] = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
    }
    if (!request.complete) {
      // Who waits for a sign never sends the body; of the others' the rest is taken, or the reply would be lost with it.
      if (awaitsContinue(request)) headers['connection'] = 'close';
      else request.resume();
    }
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}

function tooLarge(service: string, limit: number): AwsError {
  const size = `${limit / MIB} MiB`;
  return service === 's3'
    ? new AwsError(
        'EntityTooLarge',
        `One request to the local cloud carries at most ${size}. Upload larger objects in parts.`,
        400,
      )
    : new AwsError('RequestEntityTooLargeException', `The request is larger than ${size}.`, 413);
}

function unroutable(error: AwsError): WireReply {
  return json(error.status, { __type: error.code, message: error.message }, { 'x-amzn-errortype': error.code });
}

function internalError(): WireReply {
  return json(500, {
    __type: 'InternalFailure',
    message: 'The local cloud failed to process the request; .palisade/cloud.log says why.',
  });
}

function json(
  status: number,
  value: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): WireReply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

let dateSecond = -1;
let dateText = '';

/** The Date header says the cloud's time, so that SDKs correct their clocks to it. */
function httpDate(now: number): string {
  const second = Math.floor(now / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(second * 1000).toUTCString();
  }
  return dateText;
}
