import type { ContextValue, Decision, RequestContext } from '@palisade/policies';
import type { Principal } from './principal.ts';
import type { Reply, WireRequest } from './wire.ts';

/** One permission a request needs: the question put to the evaluator. */
export interface Permission {
  /** IAM action, e.g. `s3:PutObject`. */
  readonly action: string;
  /** ARN of what is acted on; `*` for actions without resource-level permissions. */
  readonly resource: string;
  /** Condition keys of this action beyond the global ones the door adds. */
  readonly context?: RequestContext;
}

/** Where a rest operation answers. `path` segments: literal, `{Name}`, or `{Name+}` for the rest of the path. */
export interface Route {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE' | 'PATCH';
  readonly path: string;
  /** Query parameters that must be present (`uploads`), or present with a value (`list-type=2`). */
  readonly query?: readonly string[];
  /** Headers that must be present, lower case. */
  readonly headers?: readonly string[];
}

/** Who is calling, when, and through what: what the door found out before it let the request in. */
export interface Call {
  readonly requestId: string;
  readonly principal: Principal;
  readonly region: string;
  /** Milliseconds since the epoch, from the injected clock. */
  readonly now: number;
  /** Global condition keys of this request, as the evaluator saw them. */
  readonly context: RequestContext;
  /**
   * Asks about one more permission of this very request, with its network path and everything, and records the decision: for
   * what is decided item by item (`DeleteObjects`) or decides what a caller may know (404 or 403 for a missing key).
   */
  readonly authorise: (permission: Permission) => Decision;
  /** Calls back if the caller closes its connection before it has its answer: what waits for something need wait no longer. */
  readonly onGone: (callback: () => void) => void;
}

/** The authenticated caller, before anything is decided. */
export type Caller = Pick<Call, 'principal' | 'now'>;

/**
 * One AWS API operation. `parse` turns the wire request into typed input (throwing AwsError on bad input), `permissions` states
 * what the caller needs, and `run` does the work once the door has let the caller in. The compiler insists on `permissions`: an
 * operation without access control cannot be written; `[]` must be meant (`sts:GetCallerIdentity`).
 */
export interface OperationDefinition<State, Input> {
  /** AWS's name, e.g. `PutObject`. */
  readonly name: string;
  /** For rest-xml and rest-json services. */
  readonly route?: Route;
  parse(request: WireRequest, state: State): Input;
  /** Condition keys that the request itself proves about its caller, such as a second factor; they override the global ones. */
  prove?(input: Input, caller: Caller, state: State): Readonly<Record<string, ContextValue>>;
  permissions(input: Input, state: State, region: string): readonly Permission[];
  run(input: Input, call: Call, state: State): Promise<Reply> | Reply;
}

/** A definition with its input type sealed inside, so that operations of different inputs share one list. */
export interface Operation<State> {
  readonly name: string;
  readonly route?: Route;
  prepare(request: WireRequest, state: State, region: string): PreparedCall;
}

export interface PreparedCall {
  readonly permissions: readonly Permission[];
  prove(caller: Caller): Readonly<Record<string, ContextValue>>;
  run(call: Call): Promise<Reply> | Reply;
}

export function operation<State, Input>(definition: OperationDefinition<State, Input>): Operation<State> {
  return {
    name: definition.name,
    ...(definition.route && { route: definition.route }),
    prepare(request, state, region) {
      const input = definition.parse(request, state);
      return {
        permissions: definition.permissions(input, state, region),
        prove: (caller) => definition.prove?.(input, caller, state) ?? {},
        run: (call) => definition.run(input, call, state),
      };
    },
  };
}
