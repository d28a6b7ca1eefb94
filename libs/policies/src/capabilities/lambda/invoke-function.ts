import { lambdaFunctionArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * InvokeFunction of one function, or of one version or alias of it: a qualified ARN is another resource.
 *
 * @example
 * invokeFunction({ ...here, functionName: 'authorizer' }).Action; // => lambda:InvokeFunction
 */
export function invokeFunction(
  at: InRegion & { readonly functionName: string; readonly qualifier?: string; readonly sid?: string },
): Statement {
  return allow({
    sid: at.sid ?? 'InvokeFunction',
    actions: ['lambda:InvokeFunction'],
    resources: [lambdaFunctionArn({ ...at, name: at.functionName })],
  });
}
