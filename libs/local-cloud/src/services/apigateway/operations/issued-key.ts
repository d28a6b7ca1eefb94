import { InfrastructureIsDeclaredError } from '../../../kernel/errors.ts';
import type { ApiGatewayState } from '../state.ts';
import type { ApiKey } from '../usage/api-key.ts';
import { knownKey } from './known-usage.ts';

/** The key of `{key}`, if it was issued at run time: one that a program declares is changed by the program. */
export function issuedKey(
  state: ApiGatewayState,
  region: string,
  params: Readonly<Record<string, string>>,
  operation: string,
): ApiKey {
  const key = knownKey(state, region, params);
  if (state.usage.isDeclared(key)) {
    throw new InfrastructureIsDeclaredError(`apigateway:${operation} of the key ${key.id}, which a program declares,`);
  }
  return key;
}
