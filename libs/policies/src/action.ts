import type { Arn } from './arn/arn.ts';
import type { ActionResources } from './service-authorization/action-resources.ts';

/**
 * Every action of the services in the slice, as AWS spells it: `s3:PutObjekt` does not compile.
 *
 * @example
 * const action: Action = 's3:PutObject';
 * const pattern: ActionPattern = 's3:GetObject*';
 * const service: Service = 's3';
 * [action, pattern, service].join(' '); // => s3:PutObject s3:GetObject* s3
 */
export type Action = keyof ActionResources;

/** A service prefix in the slice. */
export type Service = Action extends `${infer Prefix}:${string}` ? Prefix : never;

/** What a Deny may name beside exact actions: all of AWS, all of a service, or a family such as `s3:GetObject*`. */
export type ActionPattern = '*' | `${Service}:*` | `${Action}*`;

/**
 * The ARNs an action can be granted on; `*` only for actions without resource-level permissions.
 *
 * @example
 * const acted: ResourceOf<'s3:ListBucket'> = s3BucketArn({ bucket: 'docs' });
 * acted; // => arn:aws:s3:::docs
 */
export type ResourceOf<A extends Action> = ResourceOfType<ActionResources[A]>;

type ResourceOfType<Type extends string> = Type extends '*' ? '*' : Arn<Type>;
