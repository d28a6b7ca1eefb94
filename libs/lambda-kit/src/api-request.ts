import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { clientCertificateOf, type ClientCertificate } from './client-certificate.ts';

/** What a handler needs of an API Gateway proxy event, checked and without its quirks. */
export interface ApiRequest<Body> {
  /** API Gateway's request id: the one in its access log and in `x-amzn-requestid`. */
  readonly requestId: string;
  /** The caller's `x-correlation-id`, or the request id when it sent none that is usable. */
  readonly correlationId: string;
  /**
   * Who calls, as IAM sees it: account and unique principal id with the session name. Undefined on a method without IAM
   * authorisation. Two callers never share one, and an id is never given to another principal later.
   */
  readonly caller: string | undefined;
  /** The certificate the caller showed on a domain with mutual TLS; undefined elsewhere, and when it lacks what it must have. */
  readonly clientCertificate: ClientCertificate | undefined;
  /** `GET` unless the event says otherwise; a test invocation from the console says nothing. */
  readonly method: string;
  /** The path as it was called, without the stage and as the caller wrote it: it is the caller's text and is never logged. */
  readonly path: string;
  readonly body: Body;
  /** The resource's placeholders, decoded: `{ id: '…' }` for `/documents/{id}`. */
  readonly pathParameters: Readonly<Record<string, string | undefined>>;
  /** The query string, decoded; the last value of a name that was sent several times. */
  readonly query: Readonly<Record<string, string | undefined>>;
  /** What a Lambda authorizer said of the caller in its `context`; empty on a method without one. */
  readonly authorizer: Readonly<Record<string, unknown>>;
  /** A header by name, in any case; the last value when it was sent several times. */
  header(name: string): string | undefined;
  /** Milliseconds until Lambda ends the invocation. */
  remainingMillis(): number;
}

/** What a handler answers; ids and security headers are added on the way out. */
export interface ApiResponse {
  status: number;
  /** Goes out as JSON; none with 204. */
  body?: object;
  headers?: Readonly<Record<string, string>>;
  /** Goes into the access line: identifiers and sizes, never contents. */
  log?: Readonly<Record<string, string | number | boolean>>;
}

/** Reads an event that may lack anything: a test invocation from the console is `{}`. */
export function apiRequest(event: Partial<APIGatewayProxyEvent>, context: Context): ApiRequest<unknown> {
  const header = (name: string) => findHeader(event.headers, name);
  const requestId = event.requestContext?.requestId ?? context.awsRequestId;
  return {
    requestId,
    correlationId: correlationId(header('x-correlation-id')) ?? requestId,
    caller: callerOf(event),
    clientCertificate: clientCertificateOf(event),
    method: event.httpMethod || 'GET',
    path: event.path || '/',
    body: undefined,
    pathParameters: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    authorizer: event.requestContext?.authorizer ?? {},
    header,
    remainingMillis: () => context.getRemainingTimeInMillis(),
  };
}

function findHeader(headers: APIGatewayProxyEvent['headers'] | null | undefined, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const key in headers) if (key.toLowerCase() === wanted) return headers[key];
  return undefined;
}

/** An id the caller may choose is printed in our logs and headers: short, and of characters ids are made of. */
function correlationId(value: string | undefined): string | undefined {
  return value !== undefined && /^[A-Za-z0-9._:/+=@-]{1,128}$/.test(value) ? value : undefined;
}

function callerOf(event: Partial<APIGatewayProxyEvent>): string | undefined {
  const { accountId, caller } = event.requestContext?.identity ?? {};
  return accountId && caller ? `${accountId}/${caller}` : undefined;
}
