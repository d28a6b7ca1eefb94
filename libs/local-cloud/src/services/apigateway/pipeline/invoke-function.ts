import { AwsError } from '../../../kernel/errors.ts';
import type { Host } from '../../../kernel/host.ts';
import type { Principal } from '../../../kernel/principal.ts';
import type { Reply } from '../../../kernel/wire.ts';
import { invocationArn } from '../arn.ts';
import type { CompiledMethod } from '../compiled/compiled-api.ts';
import type { ProxyIntegration } from '../snapshot/snapshot.ts';
import type { FunctionInvoker, FunctionResult } from './function-invoker.ts';
import { configurationError, integrationFailure, integrationTimeout, requestTooLong } from './gateway-error.ts';
import { mediaTypeOf } from './headers.ts';
import { proxyEvent } from './proxy-event.ts';
import { parseProxyResponse, type ProxyResponse } from './proxy-response.ts';
import { assumeRole } from './service-role.ts';
import type { Transaction } from './transaction.ts';

export interface InvokeOptions {
  readonly host: Host;
  readonly functions: FunctionInvoker;
}

/** Runs a Lambda proxy integration. Throws GatewayError for whatever goes wrong on the way. */
export async function invokeFunction(
  transaction: Transaction,
  method: CompiledMethod,
  integration: ProxyIntegration,
  options: InvokeOptions,
): Promise<Reply> {
  const { execution, stage } = transaction;
  mayInvoke(transaction, method, integration, options.host);
  const payload = proxyEvent(transaction);
  execution.trace(() => `Endpoint request body after transformations: ${payload.toString()}`);
  execution.info(
    `Sending request to https://lambda.${stage.place.region}.amazonaws.com/2015-03-31/functions/${integration.functionArn}/invocations`,
  );
  const startedAt = options.host.clock.now();
  const result = await invoke(transaction, payload, integration, options);
  const latency = options.host.clock.now() - startedAt;
  execution.info(`Received response. Status: ${result.statusCode}, Integration latency: ${latency} ms`);
  execution.trace(() => `Endpoint response body before transformations: ${result.payload.toString()}`);
  const outcome = { status: result.statusCode, requestId: result.requestId, latency };
  if (result.functionError !== undefined) {
    const error = errorMessage(result.payload);
    transaction.integration = { ...outcome, integrationStatus: result.statusCode, error };
    execution.error(
      `Lambda execution failed with status ${result.statusCode} due to customer function error: ${error}. ` +
        `Lambda request id: ${result.requestId}`,
    );
    throw integrationFailure(502);
  }
  const response = parseProxyResponse(result.payload);
  if (response === undefined) {
    transaction.integration = { ...outcome, integrationStatus: result.statusCode };
    execution.error('Execution failed due to configuration error: Malformed Lambda proxy response');
    throw configurationError(502);
  }
  transaction.integration = { ...outcome, integrationStatus: response.status };
  return replyOf(response, transaction);
}

/** The function's policy must allow API Gateway for this very method, or the integration's role must be allowed to invoke it. */
function mayInvoke(transaction: Transaction, method: CompiledMethod, integration: ProxyIntegration, host: Host): void {
  const { request, stage, execution } = transaction;
  // AWS asks with the path of the resource: variables keep their names and braces.
  const sourceArn = invocationArn(stage.place, stage.api.id, stage.name, request.wire.method, method.resource.path);
  const { region, accountId } = stage.place;
  const service: Principal = { kind: 'service', name: 'apigateway.amazonaws.com', sourceArn, sourceAccount: accountId };
  let principal: Principal | undefined = service;
  if (integration.credentials !== undefined) {
    principal = assumeRole(host, region, integration.credentials, service, 'BackplaneAssumeRoleSession');
    if (principal === undefined) {
      execution.error(
        'Execution failed due to configuration error: API Gateway does not have permission to assume the provided role',
      );
      throw configurationError();
    }
  }
  const permission = { action: 'lambda:InvokeFunction', resource: integration.functionArn };
  if (host.authorise({ principal, region, permission, requestId: request.requestId }).verdict === 'Allowed') return;
  execution.error('Execution failed due to configuration error: Invalid permissions on Lambda function');
  throw configurationError();
}

/** Waits no longer than the integration's timeout; what the function answers later is nobody's. */
async function invoke(
  transaction: Transaction,
  payload: Buffer,
  { functionArn, timeoutMilliseconds }: ProxyIntegration,
  { host, functions }: InvokeOptions,
): Promise<FunctionResult> {
  const startedAt = host.clock.now();
  let cancel = () => {};
  const timeout = new Promise<'timeout'>((resolve) => {
    cancel = host.scheduler.at(startedAt + timeoutMilliseconds, () => resolve('timeout'));
  });
  try {
    const traceId = transaction.traceId;
    const result = await Promise.race([
      functions.invoke({ functionArn, payload, type: 'RequestResponse', traceId }),
      timeout,
    ]);
    if (result !== 'timeout') return result;
    transaction.integration = { latency: timeoutMilliseconds, error: 'Endpoint request timed out' };
    transaction.execution.error('Execution failed due to a timeout error');
    throw integrationTimeout();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const latency = host.clock.now() - startedAt;
    transaction.integration = { status: error.status, latency, error: error.message };
    if (error.status === 413) throw requestTooLong();
    if (error.status === 403 || error.status === 404) {
      transaction.execution.error(
        'Execution failed due to configuration error: Invalid permissions on Lambda function',
      );
      throw configurationError();
    }
    transaction.execution.error(`Lambda invocation failed with status: ${error.status}. ${error.message}`);
    transaction.execution.error('Execution failed due to an internal error');
    throw integrationFailure(500);
  } finally {
    cancel();
  }
}

function replyOf(response: ProxyResponse, { request, stage }: Transaction): Reply {
  const headers: Record<string, string | readonly string[]> = { ...response.headers };
  if (!Object.keys(headers).some((name) => name.toLowerCase() === 'content-type'))
    headers['Content-Type'] = 'application/json';
  const accepted = mediaTypeOf(request.wire.headers['accept']?.split(',')[0] ?? '*/*');
  // Base64 is only undone for callers that ask for a binary media type of the API.
  const encoding = response.isBase64Encoded && stage.api.isBinary(accepted) ? 'base64' : 'utf8';
  return { status: response.status, headers, body: { kind: 'bytes', bytes: Buffer.from(response.body, encoding) } };
}

function errorMessage(payload: Buffer): string {
  try {
    const value = JSON.parse(payload.toString()) as { errorMessage?: unknown } | null;
    return typeof value?.errorMessage === 'string' ? value.errorMessage : 'unknown';
  } catch {
    return 'unknown';
  }
}
