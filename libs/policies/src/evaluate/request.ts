import { callerOf, type Caller, type PrincipalRef } from './caller.ts';
import { lowerCased, requestContext, type ContextMap, type RequestContext } from './context.ts';

/** One call to be decided. */
export interface AccessRequest {
  readonly principal: PrincipalRef;
  /** `service:Operation`, any case. */
  readonly action: string;
  /** The ARN acted on, or `*` for an action without resource-level permissions; `accountId` owns the resource. */
  readonly resource: { readonly arn: string; readonly accountId: string };
  readonly context: RequestContext;
}

/** The request as statements are matched with it. */
export interface Facts {
  readonly caller: Caller;
  readonly action: string;
  readonly arn: string;
  readonly resourceAccountId: string;
  readonly context: ContextMap;
}

export function factsOf(request: AccessRequest): Facts {
  return {
    caller: callerOf(request.principal),
    action: lowerCased(request.action),
    arn: request.resource.arn,
    resourceAccountId: request.resource.accountId,
    context: requestContext(request.context),
  };
}
