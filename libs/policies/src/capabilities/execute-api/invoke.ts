import { executeApiArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/** One method of a deployed REST API. */
export interface InvokableMethod extends InRegion {
  readonly api: string;
  readonly stage: string;
  readonly method: string;
  /** Without the leading slash: `documents`. */
  readonly path: string;
  readonly sid?: string;
}

/**
 * Invoke exactly one method of an API that authorises with IAM.
 *
 * @example
 * const method: InvokableMethod = { ...here, api: 'a1', stage: 'v1', method: 'POST', path: 'documents' };
 * invokeApi(method).Action; // => execute-api:Invoke
 */
export function invokeApi(at: InvokableMethod): Statement {
  return allow({ sid: at.sid ?? 'InvokeApi', actions: ['execute-api:Invoke'], resources: [executeApiArn(at)] });
}
