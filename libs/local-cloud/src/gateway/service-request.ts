import type { Decision } from '@palisade/policies';
import { globalContext } from '../kernel/context.ts';
import { AwsError, NotSupportedError } from '../kernel/errors.ts';
import type { Exchange } from '../kernel/exchange.ts';
import type { Operation, Permission, PreparedCall } from '../kernel/operation.ts';
import type { Principal } from '../kernel/principal.ts';
import type { JsonObject, Reply, WireRequest } from '../kernel/wire.ts';
import { authError } from './auth-errors.ts';
import { decompressed } from './decompress.ts';
import { denial } from './denial.ts';
import type { Arrival, DoorOptions } from './door.ts';
import { compatibleError, compatibleReply, dialectOf, isTranslated } from './dialect.ts';
import { protocols } from './protocols/index.ts';
import type { ReplyContext, WireProtocol, WireReply } from './protocols/protocol.ts';
import { SignatureProblem } from './sigv4/problem.ts';
import { isRest, type Target } from './target.ts';
import type { Protocol, ServiceState } from '../kernel/service.ts';

type ServiceTarget = Extract<Target, { kind: 'service' }>;
type Found = {
  readonly operation: Operation<ServiceState>;
  readonly params: Readonly<Record<string, string>>;
};

const anonymous: Principal = { kind: 'anonymous' };

/** What became known of a request while it was served; an access log line tells it even of a refused one. */
interface Progress {
  principal: Principal;
  operation: string | undefined;
  /** Filled in as it is read; nobody keeps it before the operation gets it. */
  readonly wire: { -readonly [Member in keyof WireRequest]: WireRequest[Member] };
}

/** Authenticates, finds the operation, authorises and runs it; writes the reply or the error in the service's protocol. */
export async function serveService(
  arrival: Arrival,
  target: ServiceTarget,
  body: Buffer | AwsError,
  options: DoorOptions,
): Promise<WireReply> {
  const { entry } = target;
  const { service, state } = entry;
  const dialect = dialectOf(service, arrival);
  const protocol = protocols[dialect];
  const id = protocol.requestId();
  const startedAt = options.clock.now();
  const progress: Progress = {
    principal: anonymous,
    operation: undefined,
    wire: wireRequest(arrival, body instanceof Error ? empty : body),
  };
  let reply: WireReply;
  let errorCode: string | undefined;
  let errorMessage: string | undefined;
  let answer: Reply | undefined;
  const context = (): ReplyContext => ({
    requestId: id,
    operation: progress.operation,
    xmlNamespace: service.xmlNamespace,
  });
  try {
    if (body instanceof Error) throw body;
    answer = await run(arrival, target, body, options, progress, id);
    reply = protocol.reply(compatibleReply(service, dialect, progress.operation, answer), context());
  } catch (error) {
    const shown = shownError(error, target, dialect, options, id);
    errorCode = shown.code;
    errorMessage = shown.message;
    reply = protocol.error(compatibleError(service, dialect, shown), context());
  }
  const { activity } = options;
  if (state.observe === undefined && !activity.observed) return reply;
  const exchange: Exchange = {
    ...(progress.operation !== undefined && { operation: progress.operation }),
    wire: progress.wire,
    connection: arrival.connection,
    principal: progress.principal,
    requestId: id,
    startedAt,
    duration: options.clock.now() - startedAt,
    status: reply.status,
    ...(errorCode !== undefined && { errorCode }),
    bytesSent: arrival.method === 'HEAD' ? 0 : Buffer.byteLength(reply.body),
  };
  state.observe?.(exchange);
  if (activity.observed) {
    activity.door({
      service: service.name,
      region: target.region,
      exchange,
      ...(errorMessage === undefined ? answer && { reply: answer } : { errorMessage }),
    });
  }
  return reply;
}

async function run(
  arrival: Arrival,
  target: ServiceTarget,
  body: Buffer,
  options: DoorOptions,
  progress: Progress,
  id: string,
): Promise<Parameters<WireProtocol['reply']>[0]> {
  const { entry, region } = target;
  const { service, state } = entry;
  if (arrival.problem !== undefined) throw arrival.problem;
  const verified = options.authenticator.authenticate(arrival, arrival.claim, body, service);
  progress.principal = verified.principal;
  if (verified.principal.kind === 'anonymous' && service.anonymous !== true) throw new SignatureProblem('missing');
  const smithy = arrival.headers['smithy-protocol'];
  if (smithy !== undefined) throw new NotSupportedError(`the protocol ${smithy}`, 'Let the SDK speak json or query.');
  const dialect = dialectOf(service, arrival);
  const headers =
    verified.trailers === undefined
      ? arrival.headers
      : decodedHeaders(arrival.headers, verified.trailers, verified.body.length);
  const plain = service.compressedRequests === true ? decompressed(verified.body, headers, service) : verified.body;
  const input: JsonObject = protocols[dialect].input(plain, arrival.query);
  const { wire } = progress;
  wire.headers = headers;
  wire.body = plain;
  wire.input = input;
  const { operation, params } = findOperation(arrival, target, dialect, input);
  progress.operation = operation.name;
  wire.params = params;
  if (isTranslated(service, dialect)) wire.input = service.queryCompatible.input(operation.name, input, target.path);
  const prepared: PreparedCall = operation.prepare(wire, state, region);
  const now = options.clock.now();
  const context = {
    ...globalContext({
      principal: verified.principal,
      region,
      accountId: options.accountId,
      now,
      connection: arrival.connection,
      userAgent: arrival.headers['user-agent'],
      referer: arrival.headers['referer'],
    }),
    ...prepared.prove({ principal: verified.principal, now }),
  };
  const authorise = (permission: Permission): Decision =>
    options.authoriser.authorise({
      principal: verified.principal,
      permission,
      context,
      connection: arrival.connection,
      requestId: id,
      now,
    });
  for (const permission of prepared.permissions) {
    const decision = authorise(permission);
    if (decision.verdict !== 'Allowed') {
      throw denial(dialect, verified.principal, permission, decision, service.deniedAs);
    }
  }
  const { onGone } = arrival;
  return prepared.run({ requestId: id, principal: verified.principal, region, now, context, authorise, onGone });
}

function findOperation(arrival: Arrival, { entry, path }: ServiceTarget, dialect: Protocol, input: JsonObject): Found {
  const { service, operations, routes } = entry;
  if (isRest(service.protocol)) {
    const found = routes?.find(arrival.method, path, arrival.query, arrival.headers);
    if (found !== undefined) return { operation: found.entry, params: found.params };
    const parameters = [...arrival.query.keys()].filter((name) => !/^x-(amz|id)/i.test(name));
    throw new NotSupportedError(
      `${service.name} ${arrival.method} ${path}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`,
    );
  }
  const name = operationName(arrival, dialect, input);
  if (name === undefined) throw new AwsError('MissingAction', 'The request names no operation.', 400);
  const operation = operations.get(name);
  if (operation === undefined) throw new NotSupportedError(`${service.name}:${name}`);
  return { operation, params: {} };
}

function operationName(arrival: Arrival, protocol: string, input: JsonObject): string | undefined {
  if (protocol === 'query' || protocol === 'ec2') {
    const action = input['Action'];
    return typeof action === 'string' && action !== '' ? action : undefined;
  }
  const target = arrival.headers['x-amz-target'];
  return target === undefined ? undefined : target.slice(target.lastIndexOf('.') + 1);
}

function shownError(
  error: unknown,
  { entry }: ServiceTarget,
  dialect: Protocol,
  options: DoorOptions,
  id: string,
): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof SignatureProblem) return authError(error, dialect);
  options.log(`${entry.service.name} request ${id}: ${error instanceof Error ? error.stack : String(error)}`);
  const code = entry.service.protocol === 'rest-xml' ? 'InternalError' : 'InternalFailure';
  return new AwsError(code, 'We encountered an internal error. Please try again.', 500);
}

const empty = Buffer.alloc(0);

function wireRequest(arrival: Arrival, body: Buffer): WireRequest {
  const { connection, headers, host, method, query, rawHeaders, rawPath, rawQuery } = arrival;
  return {
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
  };
}

/** Headers as if the body had come unframed: lengths are those of the content, trailers are headers. */
function decodedHeaders(
  headers: Arrival['headers'],
  trailers: Readonly<Record<string, string>>,
  length: number,
): Readonly<Record<string, string | undefined>> {
  const encodings = (headers['content-encoding'] ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && each !== 'aws-chunked');
  const decoded: Record<string, string | undefined> = { ...headers, ...trailers, 'content-length': String(length) };
  if (encodings.length > 0) decoded['content-encoding'] = encodings.join(',');
  else delete decoded['content-encoding'];
  return decoded;
}
