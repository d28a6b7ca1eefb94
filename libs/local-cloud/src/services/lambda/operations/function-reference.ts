import { lambdaFunctionArn } from '@palisade/policies';
import type { WireRequest } from '../../../kernel/wire.ts';
import { InvalidParameterValue, ResourceNotFound } from '../errors.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import { parseFunctionName, type FunctionName } from '../function-name.ts';
import type { LambdaState } from '../state.ts';

/** The function of a request: `{FunctionName}` of the path and the parameter `Qualifier`. */
export function readReference({ params, query }: WireRequest): FunctionName {
  const given = params['FunctionName'] ?? '';
  const named = parseFunctionName(given);
  if (named === undefined) {
    throw new InvalidParameterValue(
      `1 validation error detected: Value '${given}' at 'functionName' failed to satisfy constraint: a function name or ARN`,
    );
  }
  const qualifier = query.get('Qualifier') ?? named.qualifier;
  return { ...named, ...(qualifier !== undefined && { qualifier }) };
}

/** The ARN a caller needs permissions for: with the qualifier it used, if any. */
export function referencedArn(
  { name, qualifier, accountId }: FunctionName,
  { host }: LambdaState,
  region: string,
): string {
  return lambdaFunctionArn({
    partition: host.partition,
    region,
    account: accountId ?? host.accountId,
    name,
    ...(qualifier !== undefined && { qualifier }),
  });
}

/** Throws ResourceNotFound. */
export function referencedFunction(reference: FunctionName, state: LambdaState, region: string): FunctionConfiguration {
  if (reference.region !== undefined && reference.region !== region) {
    throw new ResourceNotFound(`Functions from '${reference.region}' are not reachable in this region ('${region}')`);
  }
  const arn = referencedArn(reference, state, region);
  const found = state.functionAt(arn);
  if (found === undefined) throw new ResourceNotFound(`Function not found: ${arn}`);
  return found;
}
