import type { Arn } from './arn/arn.ts';
import type { ActionResources } from './service-authorization/action-resources.ts';

/** Every action of the services in the slice, as AWS spells it: `s3:PutObjekt` does not compile. */
export type Action = keyof ActionResources;

/** A service prefix in the slice. */
export type Service = Action extends `${infer Prefix}:${string}` ? Prefix : never;

/** What a Deny may name beside exact actions: all of AWS, all of a service, or a family such as `s3:GetObject*`. */
export type ActionPattern = '*' | `${Service}:*` | `${Action}*`;

/** The ARNs an action can be granted on; `*` only for actions without resource-level permissions. */
export type ResourceOf<A extends Action> = ResourceOfType<ActionResources[A]>;

type ResourceOfType<Type extends string> = Type extends '*' ? '*' : Arn<Type>;
