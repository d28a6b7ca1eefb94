import { operation, type Call, type Operation, type Route } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import type { FunctionName } from '../function-name.ts';
import type { LambdaState } from '../state.ts';
import { readReference, referencedArn, referencedFunction } from './function-reference.ts';

/** An operation that reads something of one function; its action is `lambda:<name>`. */
export function functionOperation(
  name: string,
  route: Route,
  read: (found: FunctionConfiguration, reference: FunctionName, state: LambdaState, call: Call) => JsonObject,
): Operation<LambdaState> {
  return operation<LambdaState, FunctionName>({
    name,
    route,
    parse: readReference,
    permissions: (reference, state, region) => [
      { action: `lambda:${name}`, resource: referencedArn(reference, state, region) },
    ],
    run: (reference, call, state) =>
      json(read(referencedFunction(reference, state, call.region), reference, state, call)),
  });
}
