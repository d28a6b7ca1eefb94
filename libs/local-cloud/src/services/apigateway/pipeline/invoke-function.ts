import { writeTraceHeader } from '../../../kernel/traces.ts';
import { AwsError } from '../../../kernel/errors.ts';
import type { Host } from '../../../kernel/host.ts';
import type { Reply } from '../../../kernel/wire.ts';
import { invocationArn } from '../arn.ts';
import type { CompiledMethod } from '../compiled/compiled-api.ts';
import type { ProxyIntegration } from '../snapshot/snapshot.ts';
import { callFunction, errorMessage } from './call-function.ts';
import type { FunctionInvoker, FunctionResult } from './function-invoker.ts';
import { configurationError, integrationFailure, integrationTimeout, requestTooLong } from './gateway-error.ts';
import { mediaTypeOf } from './headers.ts';
import { invocationProblem } from './invocation-permission.ts';
import { proxyEvent } from './proxy-event.ts';
import { parseProxyResponse, type ProxyResponse } from './proxy-response.ts';
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
  const { request, stage } = transaction;
  // AWS asks with the path of the resource: variables keep their names and braces.
  const sourceArn = invocationArn(stage.place, stage.api.id, stage.name, request.wire.method, method.resource.path);
  const { functionArn, credentials } = integration;
  const problem = invocationProblem(transaction, { functionArn, credentials, sourceArn }, host);
  if (problem === undefined) return;
  transaction.execution.error(problem);
  throw configurationError();
}

async function invoke(
  transaction: Transaction,
  payload: Buffer,
  { functionArn, timeoutMilliseconds }: ProxyIntegration,
  options: InvokeOptions,
): Promise<FunctionResult> {
  const { clock } = options.host;
  const { execution, trace } = transaction;
  const startedAt = clock.now();
  try {
    const result = await callFunction(
      { functionArn, payload, traceId: writeTraceHeader(trace), timeoutMilliseconds },
      options,
    );
    if (result !== 'timeout') return result;
    transaction.integration = { latency: timeoutMilliseconds, error: 'Endpoint request timed out' };
    execution.error('Execution failed due to a timeout error');
    throw integrationTimeout();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const latency = clock.now() - startedAt;
    transaction.integration = { status: error.status, latency, error: error.message };
    if (error.status === 413) throw requestTooLong();
    if (error.status === 403 || error.status === 404) {
      execution.error('Execution failed due to configuration error: Invalid permissions on Lambda function');
      throw configurationError();
    }
    execution.error(`Lambda invocation failed with status: ${error.status}. ${error.message}`);
    execution.error('Execution failed due to an internal error');
    throw integrationFailure(500);
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
