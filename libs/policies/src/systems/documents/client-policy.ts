import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { invokeApi } from '../../capabilities/execute-api/invoke.ts';
import { identityPolicy } from '../../kinds/identity.ts';

/**
 * A client of the document API: POST /documents on one stage of one API.
 *
 * @example
 * documentClientPolicy({ ...here, api: 'a1', stage: 'v1' }).kind; // => identity
 */
export function documentClientPolicy(
  at: InRegion & { readonly api: string; readonly stage: string; readonly name?: string },
): Policy {
  return identityPolicy(at.name ?? 'documents-client', [
    invokeApi({ ...at, method: 'POST', path: 'documents', sid: 'SubmitDocuments' }),
  ]);
}
