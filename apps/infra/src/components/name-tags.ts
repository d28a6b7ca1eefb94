import type * as pulumi from '@pulumi/pulumi';
import type { Names } from '../names.ts';

/** Types of `@pulumi/aws` whose `Name` tag is missed in a console; the provider's default tags cannot set one, for it differs. */
const named = new Set([
  'aws:apigateway/restApi:RestApi',
  'aws:apigateway/stage:Stage',
  'aws:cloudwatch/logGroup:LogGroup',
  'aws:iam/policy:Policy',
  'aws:iam/role:Role',
  'aws:kms/key:Key',
  'aws:lambda/function:Function',
]);

/**
 * Gives everything below a component its `Name` tag: the physical name where that is `{type}-{suffix}`, else the logical one with
 * the suffix.
 */
export function nameTags(names: Names): pulumi.ResourceTransform {
  const suffix = names('');
  const tagName = (logical: string, physical: unknown): string => {
    if (typeof physical === 'string' && physical.endsWith(suffix) && !physical.includes('/')) return physical;
    return names(logical.replace(`${suffix}-`, '-'));
  };
  return ({ name, opts, props, type }) => {
    if (!named.has(type)) return undefined;
    const given = props as { readonly name?: unknown; readonly tags?: Readonly<Record<string, unknown>> };
    return { props: { ...props, tags: { Name: tagName(name, given.name), ...given.tags } }, opts };
  };
}
