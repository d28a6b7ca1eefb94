import { writeTraceHeader } from '../../../kernel/traces.ts';
import { AwsError } from '../../../kernel/errors.ts';
import type { Host } from '../../../kernel/host.ts';
import { authorizerArn } from '../arn.ts';
import type { CompiledAuthorizer } from '../compiled/authorizer.ts';
import { parseAuthorizerAnswer } from './authorizer-answer.ts';
import type { Asked, CallFacts } from './authorizer-cache.ts';
import { callFunction, errorMessage } from './call-function.ts';
import type { FunctionInvoker, FunctionResult } from './function-invoker.ts';
import { authorizerConfigurationError, authorizerFailure, unauthorized, type GatewayError } from './gateway-error.ts';
import { invocationProblem } from './invocation-permission.ts';
import type { Transaction } from './transaction.ts';

/** API Gateway waits for an authorizer no longer than for an integration. */
const TIMEOUT = 29_000;

/**
 * Calls an authorizer's function with its role, or as its own policy allows. A function that throws "Unauthorized" means 401, whatever
 * else goes wrong is an error of the API.
 */
export async function askAuthorizer(
  transaction: Transaction,
  { definition }: CompiledAuthorizer,
  payload: Buffer,
  options: { readonly host: Host; readonly functions: FunctionInvoker },
): Promise<Asked> {
  const { execution, stage, trace } = transaction;
  const { functionArn, credentials, id, name } = definition;
  const { clock } = options.host;
  const startedAt = clock.now();
  const failed = (failure: GatewayError, line: string, more: Partial<CallFacts> = {}): Asked => {
    execution.error(line);
    if (failure.status === 500) execution.error('Execution failed due to configuration error: Authorizer error');
    return { facts: { latency: clock.now() - startedAt, ...more }, failure };
  };
  const sourceArn = authorizerArn(stage.place, stage.api.id, id);
  const problem = invocationProblem(transaction, { functionArn, credentials, sourceArn }, options.host);
  if (problem !== undefined) return failed(authorizerConfigurationError(), problem, { error: problem });
  let result: FunctionResult | 'timeout';
  try {
    result = await callFunction(
      { functionArn, payload, traceId: writeTraceHeader(trace), timeoutMilliseconds: TIMEOUT },
      options,
    );
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { message, status } = error;
    return failed(authorizerConfigurationError(), `Lambda invocation failed with status: ${status}. ${message}`, {
      error: message,
      integrationStatus: status,
    });
  }
  if (result === 'timeout') {
    const error = 'Execution failed due to a timeout error';
    return failed(authorizerConfigurationError(), error, { error });
  }
  const { requestId, statusCode: integrationStatus } = result;
  if (result.functionError !== undefined) {
    const error = errorMessage(result.payload);
    const failure = error === 'Unauthorized' ? unauthorized() : authorizerFailure();
    const line =
      error === 'Unauthorized' ? `Unauthorized request: ${transaction.request.requestId}` : 'Lambda authorizer failed';
    return failed(failure, `${line}. Lambda request id: ${requestId}`, { error, requestId, integrationStatus });
  }
  const answer = parseAuthorizerAnswer(result.payload, `policy of authorizer ${name}`);
  if (typeof answer !== 'string') {
    return { facts: { latency: clock.now() - startedAt, requestId, integrationStatus }, answer };
  }
  const line = `Execution failed due to configuration error: Invalid JSON in response: ${answer}`;
  return failed(authorizerConfigurationError(), line, { error: answer, requestId, integrationStatus });
}
