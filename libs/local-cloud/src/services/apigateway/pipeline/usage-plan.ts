import type { CompiledMethod } from '../compiled/compiled-api.ts';
import type { Usage } from '../usage/usage.ts';
import type { AuthorizerAnswer } from './authorizer-answer.ts';
import { invalidApiKey, quotaExceeded, tooManyRequests } from './gateway-error.ts';
import { mask } from './mask.ts';
import type { Transaction } from './transaction.ts';

/**
 * Counts the request for its API key, if the method requires one, or throws GatewayError. The key comes from the caller or from the
 * authorizer, as the API says.
 * Source: API Gateway Developer Guide, "Usage plans and API keys for REST APIs".
 */
export function checkUsagePlan(
  transaction: Transaction,
  method: CompiledMethod,
  answer: AuthorizerAnswer | undefined,
  usage: Usage,
): void {
  const { execution, request, stage } = transaction;
  const { snapshot } = stage.api;
  const place = `${stage.api.id}/${stage.name}`;
  const called = `'${request.wire.method} ${method.resource.path}'`;
  const required = method.definition.apiKeyRequired === true;
  const presented =
    (snapshot.apiKeySource === 'AUTHORIZER' ? answer?.usageIdentifierKey : request.wire.headers['x-api-key']) ?? '';
  const value = required ? presented : '';
  const shown = value === '' ? '' : mask(value);
  execution.info(`Verifying Usage Plan for request: ${request.requestId}. API Key: ${shown} API Stage: ${place}`);
  if (!required) {
    execution.info(
      `API Key  authorized because method ${called} does not require API Key. ` +
        'Request will not contribute to throttle or quota limits',
    );
  } else {
    admit(transaction, method, value, usage);
  }
  execution.info(`Usage Plan check succeeded for API Key ${shown} and API Stage ${place}`);
}

function admit(transaction: Transaction, method: CompiledMethod, value: string, usage: Usage): void {
  const { execution, request, stage } = transaction;
  const place = `${stage.api.id}/${stage.name}`;
  const { httpMethod } = method.definition;
  const admission = usage.admit(stage.place.region, value, place, `${method.resource.path} ${httpMethod}`);
  if (admission.verdict === 'invalid') {
    execution.error(
      `API Key ${value === '' ? '' : mask(value)} not authorized because method '${request.wire.method} ${method.resource.path}' requires ` +
        `API Key and API Key is not associated with a Usage Plan for API Stage ${place}: No Usage Plan found for key and API Stage`,
    );
    throw invalidApiKey();
  }
  const { key, plan, throttle } = admission;
  transaction.apiKey = { id: key.id, value: key.value };
  if (admission.verdict === 'throttled') {
    execution.error(
      `Key throttle limit exceeded for RestApi ${stage.api.id}, Stage ${stage.name}, Resource ${method.resource.id}, ` +
        `HttpMethod ${request.wire.method}. Limit: ${(throttle?.rate ?? 0).toFixed(2)} Burst: ${throttle?.burst ?? 0}`,
    );
    throw tooManyRequests();
  }
  if (admission.verdict === 'exhausted') {
    execution.error(`Usage Plan ${plan.id}: the quota of API Key ${mask(key.value)} is used up`);
    throw quotaExceeded();
  }
}
