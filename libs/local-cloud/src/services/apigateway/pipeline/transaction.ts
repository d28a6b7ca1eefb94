import type { EdgeRequest } from '../../../kernel/edge.ts';
import type { IdentityPrincipal } from '../../../kernel/principal.ts';
import type { CompiledMethod } from '../compiled/compiled-api.ts';
import type { CompiledStage } from '../compiled/compiled-stage.ts';
import type { TraceHeader } from '../../../kernel/traces.ts';
import type { GatewayError } from './gateway-error.ts';

/** One request to a stage and what has become of it so far: what logs, templates and events are written from. */
export interface Transaction {
  /** With the headers that the firewall has put in. */
  request: EdgeRequest;
  readonly stage: CompiledStage;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly extendedRequestId: string;
  /** The X-Ray trace it belongs to, and its segment there if it is sampled. */
  readonly trace: TraceHeader;
  /** The segment that called, if the caller named one. */
  readonly callingSegment: string | undefined;
  readonly execution: ExecutionLines;
  method?: CompiledMethod;
  /** Decoded path parameters. */
  pathParameters: Readonly<Record<string, string>>;
  /** The caller, once the signature has been verified. */
  caller?: IdentityPrincipal;
  /** What the method's Lambda authorizer had to say, be it of an earlier request. */
  authorizer?: AuthorizerOutcome;
  /** The API key the request is counted for. */
  apiKey?: { readonly id: string; readonly value: string };
  /** What the stage's web ACL said. */
  waf?: WafOutcome;
  error?: GatewayError;
  integration?: IntegrationOutcome;
  status: number;
  responseLength: number;
  /** Milliseconds. */
  responseLatency: number;
}

/** What `$context.waf` and its neighbours show. */
export interface WafOutcome {
  readonly webAclArn: string;
  readonly action: 'ALLOW' | 'BLOCK';
  /** Milliseconds. */
  readonly latency: number;
}

/** What `$context.authorizer` shows. */
export interface AuthorizerOutcome {
  readonly principalId?: string;
  /** Its own key-value pairs as text. */
  readonly context: Readonly<Record<string, string>>;
  readonly error?: string;
  /** What API Gateway made of it: 200, 401, 403 or 500. */
  readonly status?: number;
  /** What Lambda answered. */
  readonly integrationStatus?: number;
  readonly requestId?: string;
  /** Milliseconds; 0 for a result that was cached. */
  readonly latency: number;
}

export interface IntegrationOutcome {
  /** What the integration answered. */
  readonly status?: number;
  /** What the function's response says. */
  readonly integrationStatus?: number;
  readonly requestId?: string;
  readonly error?: string;
  /** Milliseconds. */
  readonly latency: number;
}

/** Collects the lines of the execution log; which of them are kept depends on the logging level. */
export interface ExecutionLines {
  info(line: string): void;
  error(line: string): void;
  /** With data tracing only: lines that show headers and bodies. */
  trace(line: () => string): void;
}

/** The host name the request came by: of a custom domain, or the API's own. */
export function domainNameOf({ request, stage }: Transaction): string {
  return request.domainName ?? stage.domainName;
}

/** The first label of that name. */
export function domainPrefixOf(transaction: Transaction): string {
  return domainNameOf(transaction).split('.', 1)[0] as string;
}

/** The path as the client wrote it: the stage is part of it unless a custom domain stands for it, whose base path is. */
export function fullPathOf({ request, stage }: Transaction): string {
  return request.domainName === undefined ? `/${stage.name}${request.path}` : request.wire.rawPath;
}
