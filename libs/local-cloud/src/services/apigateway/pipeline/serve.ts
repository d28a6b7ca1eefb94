import type { EdgeRequest } from '../../../kernel/edge.ts';
import type { Host } from '../../../kernel/host.ts';
import { newSegmentId, newTraceId, readTraceHeader, writeTraceHeader } from '../../../kernel/traces.ts';
import type { Reply } from '../../../kernel/wire.ts';
import type { CompiledMethod, CompiledResource } from '../compiled/compiled-api.ts';
import type { CompiledStage } from '../compiled/compiled-stage.ts';
import type { TokenBucket } from '../compiled/token-bucket.ts';
import { ExecutionLog } from '../logging/execution-log.ts';
import type { LogDelivery } from '../logging/log-delivery.ts';
import type { Usage } from '../usage/usage.ts';
import { meets } from '../resources/security-policies.ts';
import { answerMock } from './answer-mock.ts';
import { authorise } from './authorise.ts';
import type { AuthorizerAnswer } from './authorizer-answer.ts';
import type { AuthorizerOptions } from './authorizer-identity.ts';
import { compress, decompress } from './compression.ts';
import { passFirewall } from './firewall.ts';
import {
  authorizerConfigurationError,
  configurationError,
  forbidden,
  GatewayError,
  integrationFailure,
  invalidBody,
  missingAuthenticationToken,
  tooManyRequests,
} from './gateway-error.ts';
import { invokeFunction } from './invoke-function.ts';
import { authoriseByFunction } from './lambda-authorizer.ts';
import { mask, maskSecrets } from './mask.ts';
import { recordTrace } from './record-trace.ts';
import type { Transaction } from './transaction.ts';
import { checkUsagePlan } from './usage-plan.ts';
import { checkSize, PAYLOAD_BYTES, validate } from './validate.ts';

export interface Pipeline extends AuthorizerOptions {
  readonly usage: Usage;
  readonly delivery: LogDelivery;
  /** The account's limit in a region, which all its APIs share. */
  readonly accountBucket: (region: string) => TokenBucket;
  /** Told of every request to a stage once it is answered. */
  readonly finished: (transaction: Transaction) => void;
}

/**
 * One request through a stage: connection, firewall, route, authorisation, usage plan, throttling, validation, integration; then the answer and the logs.
 * Whatever a step refuses becomes a gateway response.
 */
export async function serve(request: EdgeRequest, stage: CompiledStage, pipeline: Pipeline): Promise<Reply> {
  const transaction = begin(request, stage, pipeline.host);
  let reply: Reply;
  try {
    reply = compress(await run(transaction, pipeline), transaction);
    transaction.status = reply.status ?? 200;
  } catch (thrown) {
    const error = asGatewayError(thrown, pipeline.host, transaction);
    transaction.error = error;
    transaction.status = stage.api.gatewayResponses.statusOf(error);
    reply = stage.api.gatewayResponses.render(error, transaction);
    transaction.execution.error(`Gateway response type: ${error.type} with status code: ${transaction.status}`);
  }
  transaction.responseLength = reply.body?.kind === 'bytes' ? reply.body.bytes.length : 0;
  transaction.responseLatency = pipeline.host.clock.now() - transaction.startedAt;
  writeLogs(transaction, pipeline.delivery);
  recordTrace(transaction, pipeline.host);
  pipeline.finished(transaction);
  return { ...reply, headers: { ...reply.headers, ...ownHeaders(transaction) } };
}

/** The answer to an API or stage that does not exist: no stage, no logs. */
export function unknownStage(request: EdgeRequest): Reply {
  const error = forbidden();
  return {
    status: error.status,
    headers: {
      'Content-Type': 'application/json',
      'x-amzn-RequestId': request.requestId,
      'x-amzn-ErrorType': error.errorType,
    },
    body: { kind: 'bytes', bytes: Buffer.from(error.body) },
  };
}

function begin(received: EdgeRequest, stage: CompiledStage, host: Host): Transaction {
  const request = unpacked(received, stage);
  const startedAt = host.clock.now();
  return {
    request,
    stage,
    startedAt,
    extendedRequestId: Buffer.from(request.requestId.replaceAll('-', ''), 'hex').subarray(0, 11).toString('base64'),
    ...traceOf(request.wire.headers['x-amzn-trace-id'], stage, startedAt),
    execution: new ExecutionLog(request.requestId),
    pathParameters: {},
    status: 0,
    responseLength: 0,
    responseLatency: 0,
  };
}

async function run(transaction: Transaction, pipeline: Pipeline): Promise<Reply> {
  checkConnection(transaction);
  const blocked = passFirewall(transaction, pipeline.host);
  if (blocked !== undefined) return blocked;
  const { request, stage } = transaction;
  const found = stage.api.routes.find(request.path);
  const method = found && methodFor(found.target, request.wire.method);
  if (found === undefined || method === undefined) throw missingAuthenticationToken();
  transaction.method = method;
  transaction.pathParameters = found.parameters;
  transaction.execution.info(`Extended Request Id: ${transaction.extendedRequestId}`);
  const pending = letIn(transaction, method, found.path, pipeline);
  checkUsagePlan(transaction, method, pending && (await pending), pipeline.usage);
  describeRequest(transaction, method);
  throttle(transaction, method, pipeline);
  checkSize(transaction);
  if (request.wire.body === UNREADABLE) throw invalidBody('[Unknown error parsing request body]');
  validate(transaction, method);
  if (method.mock !== undefined) return answerMock(transaction, method.mock);
  const { integration } = method.definition;
  if (integration.type !== 'AWS_PROXY') throw configurationError();
  return invokeFunction(transaction, method, integration, pipeline);
}

/** The answer of the authorizer, if the method has one. */
function letIn(
  transaction: Transaction,
  method: CompiledMethod,
  path: string,
  pipeline: Pipeline,
): Promise<AuthorizerAnswer> | undefined {
  if (method.definition.authorization === 'CUSTOM') {
    if (method.authorizer === undefined) throw authorizerConfigurationError();
    return authoriseByFunction(transaction, method.authorizer, path, pipeline);
  }
  authorise(transaction, method, path, pipeline.host);
  return undefined;
}

/** `ANY` stands for the methods API Gateway knows, not for every method there is. */
function methodFor({ methods }: CompiledResource, name: string): CompiledMethod | undefined {
  return (
    methods.get(name) ?? (/^(DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT)$/.test(name) ? methods.get('ANY') : undefined)
  );
}

/** On AWS these connections do not come about, or the default endpoint answers for the disabled one. */
function checkConnection({ request, stage }: Transaction): void {
  const { connection } = request;
  if (connection.scheme === 'http') throw forbidden('Forbidden: API Gateway is reached over https only.');
  if (!meets(stage.security, connection.tlsVersion, connection.cipher)) {
    throw forbidden(`Forbidden: the security policy ${stage.security.name} does not allow ${connection.tlsVersion}.`);
  }
  if (stage.api.snapshot.disableExecuteApiEndpoint && request.domainName === undefined) throw forbidden();
  // An execute-api endpoint leads to private APIs only.
  if (connection.path?.via === 'vpc-endpoint') throw forbidden();
}

function throttle({ stage }: Transaction, method: CompiledMethod, { host, accountBucket }: Pipeline): void {
  const now = host.clock.now();
  const { bucket } = stage.settings(method);
  if (bucket?.take(now) === false || !accountBucket(stage.place.region).take(now)) throw tooManyRequests();
}

function describeRequest({ execution, request, apiKey }: Transaction, method: CompiledMethod): void {
  const { requestId, wire } = request;
  const { path } = method.resource;
  execution.info(`Starting execution for request: ${requestId}`);
  execution.info(`HTTP Method: ${wire.method}, Resource Path: ${path}`);
  if (apiKey !== undefined) execution.info(`API Key: ${mask(apiKey.value)}`);
  execution.trace(() => `Method request query string: {${wire.rawQuery ?? ''}}`);
  execution.trace(() => `Method request headers: ${shownHeaders(wire.headers)}`);
  execution.trace(() => `Method request body before transformations: ${wire.body.toString()}`);
}

function writeLogs(transaction: Transaction, delivery: LogDelivery): void {
  const { execution, integration, method, stage, status } = transaction;
  if (stage.accessLog !== undefined) {
    const { region, group, render } = stage.accessLog;
    delivery.deliver({ ...stage.place, region }, group, transaction, [render(transaction)]);
  }
  const settings = method && stage.settings(method);
  if (settings === undefined || settings.loggingLevel === 'OFF') return;
  if (transaction.error === undefined) execution.info('Successfully completed execution');
  execution.info(`Method completed with status: ${status}`);
  if (integration?.requestId !== undefined)
    execution.info(`AWS Integration Endpoint RequestId : ${integration.requestId}`);
  const lines = (execution as ExecutionLog).lines(settings, (text) => maskSecrets(transaction, text));
  if (lines.length === 0) return;
  const group = `API-Gateway-Execution-Logs_${stage.api.id}/${stage.name}`;
  delivery.deliver(stage.place, group, transaction, lines, stage.stack);
}

function ownHeaders({ request, extendedRequestId, trace }: Transaction): Record<string, string> {
  return {
    'x-amzn-RequestId': request.requestId,
    'x-amz-apigw-id': extendedRequestId,
    'X-Amzn-Trace-Id': writeTraceHeader({ ...trace, sampled: trace.sampled === true }),
  };
}

/** A mistake of the local cloud itself is told to its operator, not to the caller. */
function asGatewayError(thrown: unknown, host: Host, { execution }: Transaction): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  host.log(`apigateway: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
  execution.error('Execution failed due to an internal error');
  return integrationFailure(500);
}

const UNREADABLE = Buffer.alloc(0);

/** An API that compresses its answers takes compressed requests, too. */
function unpacked(request: EdgeRequest, stage: CompiledStage): EdgeRequest {
  const encoding = request.wire.headers['content-encoding'];
  if (encoding === undefined || stage.api.snapshot.minimumCompressionSize === undefined) return request;
  const body = decompress(request.wire.body, encoding, PAYLOAD_BYTES) ?? UNREADABLE;
  return { ...request, wire: { ...request.wire, body } };
}

/** Keeps the caller's trace and decision, if there is one; a stage with tracing decides where nobody has. */
function traceOf(
  header: string | undefined,
  { sampler }: CompiledStage,
  now: number,
): Pick<Transaction, 'trace' | 'callingSegment'> {
  const given = readTraceHeader(header);
  const root = given?.root ?? newTraceId(now);
  const callingSegment = given?.parent;
  if (sampler === undefined) return { trace: { ...given, root }, callingSegment };
  const sampled = given?.sampled ?? sampler.samples(now);
  return { trace: { root, sampled, ...(sampled && { parent: newSegmentId() }) }, callingSegment };
}

function shownHeaders(headers: Readonly<Record<string, string | undefined>>): string {
  const shown = Object.entries(headers).map(([name, value]) =>
    /^(authorization|x-amz-security-token|cookie)$/.test(name) ? `${name}=******` : `${name}=${value ?? ''}`,
  );
  return `{${shown.join(', ')}}`;
}
