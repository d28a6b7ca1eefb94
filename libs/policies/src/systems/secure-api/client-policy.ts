import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { invokeApi } from '../../capabilities/execute-api/invoke.ts';
import { identityPolicy } from '../../kinds/identity.ts';

/**
 * A client of the status API: `GET /` and any method on every path below it, on one stage of one API. `?*` asks for at least
 * one character, so that the root is asked by GET alone.
 *
 * @example
 * statusClientPolicy({ ...here, api: 'a1', stage: 'v1' }).kind; // => identity
 */
export function statusClientPolicy(
  at: InRegion & { readonly api: string; readonly stage: string; readonly name?: string },
): Policy {
  return identityPolicy(at.name ?? 'status-client', [
    invokeApi({ ...at, method: 'GET', path: '', sid: 'AskRoot' }),
    invokeApi({ ...at, method: '*', path: '?*', sid: 'AskAnyPath' }),
  ]);
}
