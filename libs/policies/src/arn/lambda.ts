import type { Arn } from './arn.ts';
import { buildArn, part, type InRegion } from './fields.ts';

/**
 * `qualifier` is a version or an alias; the qualified ARN is another ARN for policies.
 *
 * @example
 * lambdaFunctionArn({ ...here, name: 'f', qualifier: 'live' }); // => arn:aws:lambda:us-east-1:111122223333:function:f:live
 */
export function lambdaFunctionArn(
  at: InRegion & { readonly name: string; readonly qualifier?: string },
): Arn<'lambda:function'> {
  const qualifier = at.qualifier === undefined ? '' : `:${part('qualifier', at.qualifier)}`;
  return buildArn('lambda', at, `function:${part('function name', at.name)}${qualifier}`);
}
