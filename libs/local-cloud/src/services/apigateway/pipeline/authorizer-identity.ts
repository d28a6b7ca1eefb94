import type { Host } from '../../../kernel/host.ts';
import type { CompiledAuthorizer } from '../compiled/authorizer.ts';
import type { CompiledStage } from '../compiled/compiled-stage.ts';
import { askAuthorizer } from './ask-authorizer.ts';
import type { Asked, AuthorizerCache } from './authorizer-cache.ts';
import { requestEvent, tokenEvent } from './authorizer-event.ts';
import { contextVariable } from './context-variables.ts';
import type { FunctionInvoker } from './function-invoker.ts';
import { unauthorized } from './gateway-error.ts';
import { headerValues, queryParameters } from './headers.ts';
import { mask } from './mask.ts';
import type { Transaction } from './transaction.ts';

export interface AuthorizerOptions {
  readonly host: Host;
  readonly functions: FunctionInvoker;
  readonly authorizerCache: (stage: CompiledStage) => AuthorizerCache;
}

/**
 * The authorizer's answer for the identity a request shows, from the cache or asked now. A missing identity is nobody's; a REQUEST
 * authorizer without a cache is asked all the same.
 * Source: API Gateway Developer Guide, "Configure a Lambda authorizer" (identity sources, authorization caching).
 */
export async function authorizerAnswer(
  transaction: Transaction,
  authorizer: CompiledAuthorizer,
  methodArn: string,
  options: AuthorizerOptions,
): Promise<Asked> {
  const { id, ttl, type } = authorizer.definition;
  const { clock } = options.host;
  const identity = identityOf(transaction, authorizer);
  const missing = identity.some((values) => values.length === 0 || values.includes(''));
  const token = identity[0]?.at(-1) ?? '';
  if ((missing && (type === 'TOKEN' || ttl > 0)) || (type === 'TOKEN' && !authorizer.validates(token))) {
    transaction.execution.info(`Unauthorized request: ${transaction.request.requestId}`);
    return { facts: { latency: 0 }, failure: unauthorized() };
  }
  transaction.execution.info(`Incoming identity: ${identity.flat().map(mask).join(', ')}`);
  const ask = () => {
    const event = type === 'TOKEN' ? tokenEvent(token, methodArn) : requestEvent(transaction, methodArn);
    return askAuthorizer(transaction, authorizer, event, options);
  };
  if (ttl === 0) return ask();
  const cache = options.authorizerCache(transaction.stage);
  const key = JSON.stringify(type === 'TOKEN' ? [id, token] : [id, ...identity]);
  const known = cache.get(key, clock.now());
  if (known !== undefined) return { facts: { latency: 0 }, answer: known };
  return cache.ask(key, ask, () => clock.now() + ttl * 1000);
}

/**
 * All values of each identity source. A header or parameter that is given twice has two: the function sees both, so an answer must not
 * be kept for one of them.
 */
function identityOf(transaction: Transaction, { sources }: CompiledAuthorizer): readonly (readonly string[])[] {
  const { request, stage } = transaction;
  return sources.map(({ place, name }) => {
    if (place === 'header') return headerValues(request, name);
    if (place === 'querystring') return queryParameters(request).get(name) ?? [];
    const value = place === 'stageVariables' ? stage.variables[name] : contextVariable(name)?.(transaction);
    return value === undefined ? [] : [String(value)];
  });
}
